using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

public static class FactorTexts
{
    /// <summary>The value as published; a product of fuel properties, which has no end, at six places with an ellipsis.</summary>
    public static string Value(Factor factor) =>
        factor.Value is { } value ? TextCatalog.Amount(value) : $"{TextCatalog.Amount(factor.TonnesPerUnit.Tonnes())}…";
}
