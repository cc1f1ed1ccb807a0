using EvaluatorSuite.Application.Guides;

namespace EvaluatorSuite.Application.Tests.Reports.Templates;

/// <summary>The template that comes with the product, broken in one way.</summary>
/// <param name="How">What whoever edited it did.</param>
/// <param name="Codes">Every fault that is told of it, without the prefix they all have; the first is the one that is meant.</param>
/// <param name="Part">Where that one stands.</param>
/// <param name="Words">How its paragraph begins; empty where there is none.</param>
internal sealed record BrokenTemplate(string How, string Codes, string Part, string Words, Action<EditedTemplate> Break, TemplateScrutiny Scrutiny = TemplateScrutiny.Product)
{
    public override string ToString() => How;
}

/// <summary>Ways in which templates are broken, by those who edit them and by those who mean harm; one for every fault that there is.</summary>
internal static partial class TemplateCorpus
{
    private const string Main = EditedTemplate.Main;

    public static IReadOnlyList<BrokenTemplate> All { get; } = [.. Files, .. Foreign, .. Editing, .. Controls, .. Required];
}
