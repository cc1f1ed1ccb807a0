using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Guides;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>The fields of the organizer's part of a line.</summary>
/// <param name="Prefix">Before the name of each field in the form, with its point.</param>
/// <param name="Calculated">Whether the claim in it was calculated by the program and nobody has saved it yet.</param>
/// <param name="OwnFactor">The evaluator's own factor, which the organizer's part does not touch.</param>
public sealed record LineFields(string Prefix, TypedLine Typed, GuidePack Guide, ModelStateDictionary State, bool Calculated = false, OwnFactor? OwnFactor = null)
{
    public string Id(string field) => $"{Prefix}{field}".ToLowerInvariant();

    public string? Error(string field) => FormErrors.Of(State, $"{Prefix}{field}");
}

public static class FormErrors
{
    /// <summary>What is wrong with a field, in one text.</summary>
    public static string? Of(ModelStateDictionary state, string field) =>
        state.TryGetValue(field, out var entry) && entry.Errors.Count > 0 ? string.Join(" ", entry.Errors.Select(e => e.ErrorMessage)) : null;

    /// <summary>Refusals of a use case under the names that its fields have in a form.</summary>
    public static async Task<T> Under<T>(string prefix, Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (RefusedException refused)
        {
            throw new RefusedException([.. refused.Refusals.Select(r => r.Field is null ? r : r with { Field = prefix + r.Field })]);
        }
    }
}

public static class TypedLines
{
    /// <summary>A line as it stands in the fields of a form.</summary>
    public static TypedLine Of(LineFacts facts) => new()
    {
        Source = facts.Source,
        Stage = facts.Stage.ToString(),
        Description = facts.Description,
        Amount = Plain(facts.Amount),
        Unit = facts.Unit,
        Factor = facts.Factor,
        ClaimedTonnes = Plain(facts.ClaimedTonnes),
    };

    public static TypedVerification Checked(LineFacts facts) => new()
    {
        VerifiedAmount = facts.VerifiedAmount is { } amount ? Plain(amount) : null,
        Factor = facts.Factor,
        OwnValue = facts.OwnFactor is { } own ? Plain(own.Value) : null,
        OwnUnit = facts.OwnFactor?.Unit,
        OwnSource = facts.OwnFactor?.Source,
        OwnYear = facts.OwnFactor is { } factor ? $"{factor.Year}" : null,
        CrossCheck = facts.CrossCheck,
        DifferenceReason = facts.DifferenceReason,
        Evidence = [.. facts.Evidence],
    };

    public static string Plain(decimal value) => value.ToString("0.############################", System.Globalization.CultureInfo.InvariantCulture);
}
