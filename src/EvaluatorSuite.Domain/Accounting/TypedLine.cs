using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Domain.Accounting;

/// <summary>The organizer's part of a line as it was typed: words of closed lists as their codes, figures as text, nothing yet believed.</summary>
public sealed record TypedLine
{
    public string? Source { get; init; }
    public string? Stage { get; init; }
    public string? Description { get; init; }
    public string? Amount { get; init; }
    public string? Unit { get; init; }

    /// <summary>Key of the pack. On a line with an own factor it says nothing: that factor is the evaluator's, and stays.</summary>
    public string? Factor { get; init; }

    public string? ClaimedTonnes { get; init; }

    public bool IsEmpty => new[] { Source, Stage, Description, Amount, Unit, Factor, ClaimedTonnes }.All(string.IsNullOrWhiteSpace);

    /// <param name="current">The line as it is; what the organizer does not fill in stays.</param>
    /// <returns>The line as it would be, and every reason against it.</returns>
    public (LineFacts Facts, IReadOnlyList<Refusal> Refusals) Onto(LineFacts current, LineRules rules)
    {
        var refusals = new List<Refusal>();
        var facts = current with
        {
            Source = TypedField.Text(Source) ?? "",
            Stage = ReadStage(refusals),
            Description = TypedField.Text(Description) ?? "",
            Amount = TypedField.Amount(Amount, nameof(Amount), refusals) ?? 0,
            Unit = TypedField.Text(Unit) ?? "",
            Factor = current.OwnFactor is null ? TypedField.Text(Factor) : null,
            ClaimedTonnes = TypedField.Amount(ClaimedTonnes, nameof(ClaimedTonnes), refusals) ?? 0,
        };
        return (facts, [.. refusals, .. rules.Check(facts)]);
    }

    private EventStage ReadStage(List<Refusal> refusals)
    {
        if (LineRules.Missing(Stage, nameof(Stage)) is { } missing)
        {
            refusals.Add(missing);
            return default;
        }

        if (Enum.TryParse<EventStage>(Stage!.Trim(), ignoreCase: true, out var stage) && Enum.IsDefined(stage) && char.IsLetter(Stage.Trim()[0]))
        {
            return stage;
        }

        refusals.Add(LineRules.New("line.stage-unknown", nameof(Stage), ("value", JsonText.Shorten(Stage))));
        return default;
    }
}

/// <summary>The evaluator's part of a line as it was typed.</summary>
public sealed record TypedVerification
{
    /// <summary>Empty: the organizer's amount stands.</summary>
    public string? VerifiedAmount { get; init; }

    /// <summary>Key of the pack; empty when there is an own factor.</summary>
    public string? Factor { get; init; }

    public string? OwnValue { get; init; }
    public string? OwnUnit { get; init; }
    public string? OwnSource { get; init; }
    public string? OwnYear { get; init; }
    public string? CrossCheck { get; init; }
    public string? DifferenceReason { get; init; }

    /// <summary>A list that can be filled: a form's binder leaves one that cannot be empty, without a word.</summary>
    public IList<string> Evidence { get; init; } = [];

    /// <returns>The line as it would be, and every reason against it.</returns>
    public (LineFacts Facts, IReadOnlyList<Refusal> Refusals) Onto(LineFacts current, LineRules rules)
    {
        var refusals = new List<Refusal>();
        var facts = current with
        {
            VerifiedAmount = string.IsNullOrWhiteSpace(VerifiedAmount) ? null : TypedField.Amount(VerifiedAmount, nameof(VerifiedAmount), refusals),
            Factor = TypedField.Text(Factor),
            OwnFactor = Own(refusals),
            CrossCheck = TypedField.Text(CrossCheck),
            DifferenceReason = TypedField.Text(DifferenceReason),
            Evidence = [.. Evidence.Where(k => !string.IsNullOrWhiteSpace(k)).Distinct(StringComparer.Ordinal)],
        };
        return (facts, [.. refusals, .. rules.Check(facts)]);
    }

    private OwnFactor? Own(List<Refusal> refusals)
    {
        if (new[] { OwnValue, OwnUnit, OwnSource, OwnYear }.All(string.IsNullOrWhiteSpace))
        {
            return null;
        }

        return new OwnFactor
        {
            Value = TypedField.Amount(OwnValue, nameof(OwnValue), refusals) ?? 0,
            Unit = TypedField.Text(OwnUnit) ?? "",
            Source = TypedField.Text(OwnSource) ?? "",

            // What is no year fails as one that is out of bounds does.
            Year = TypedAmount.TryRead(OwnYear, out var year) && year == decimal.Truncate(year) && year is >= 0 and <= 9999 ? (int)year : 0,
        };
    }
}

internal static class TypedField
{
    public static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    public static decimal? Amount(string? text, string field, List<Refusal> refusals)
    {
        if (LineRules.Missing(text, field) is { } missing)
        {
            refusals.Add(missing);
            return null;
        }

        if (TypedAmount.TryRead(text, out var amount))
        {
            return amount;
        }

        refusals.Add(LineRules.New("line.amount-unreadable", field, ("value", JsonText.Shorten(text!.Trim()))));
        return null;
    }
}
