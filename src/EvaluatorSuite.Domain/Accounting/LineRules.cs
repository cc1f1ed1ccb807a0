using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Domain.Accounting;

/// <summary>
/// What a line of the inventory may hold, whichever way it comes in: the limits are those of the case folder. A factor whose unit does not
/// fit is let in and judged (<c>inventory.unit-mismatch</c>), since it is what somebody really used.
/// </summary>
public sealed class LineRules(GuidePack guide, IReadOnlySet<string> evidence)
{
    public const int MaxDescription = 400;
    public const int MaxText = JsonObjectReader.MaxText;
    public const int MaxFactorUnit = 60;
    public const int FirstYear = 1990;
    public const int LastYear = 2100;

    /// <summary>Of one engagement; the same as a list of a case folder may have.</summary>
    public const int MaxLines = JsonObjectReader.MaxItems;

    /// <summary>Every reason why a line cannot stand as it is, each with the property that it speaks of; those of the own factor begin with <c>Own</c>.</summary>
    public IReadOnlyList<Refusal> Check(LineFacts line)
    {
        List<Refusal> refusals = [.. Named(line), .. Figures(line), .. Factors(line), .. Texts(line)];
        if (refusals.Count == 0 && Inventory.Calculate(guide, line).Verified > Inventory.MaxTonnes)
        {
            refusals.Add(New("line.tonnes-too-large", line.VerifiedAmount is null ? nameof(line.Amount) : nameof(line.VerifiedAmount), ("value", line.VerifiedAmount ?? line.Amount)));
        }

        return refusals;
    }

    private IEnumerable<Refusal> Named(LineFacts line)
    {
        if (Missing(line.Source, nameof(line.Source)) is { } noSource)
        {
            yield return noSource;
        }
        else if (guide.FindSource(line.Source) is null)
        {
            yield return New("line.source-unknown", nameof(line.Source), ("value", JsonText.Shorten(line.Source)));
        }

        if (!Enum.IsDefined(line.Stage))
        {
            yield return New("line.stage-unknown", nameof(line.Stage), ("value", line.Stage.ToString()));
        }

        if (Missing(line.Unit, nameof(line.Unit)) is { } noUnit)
        {
            yield return noUnit;
        }
        else if (Unit.Find(line.Unit) is null)
        {
            yield return New("line.unit-unknown", nameof(line.Unit), ("value", JsonText.Shorten(line.Unit)), ("allowed", string.Join(", ", Unit.All.Select(u => u.Code))));
        }

        foreach (var key in line.Evidence.Where(k => !evidence.Contains(k)))
        {
            yield return New("line.evidence-unknown", nameof(line.Evidence), ("value", JsonText.Shorten(key)));
        }
    }

    private static IEnumerable<Refusal> Figures(LineFacts line) => new[]
    {
        Figure(line.Amount, nameof(line.Amount)), Figure(line.ClaimedTonnes, nameof(line.ClaimedTonnes)), Figure(line.VerifiedAmount ?? 0, nameof(line.VerifiedAmount)),
    }.OfType<Refusal>();

    private IEnumerable<Refusal> Factors(LineFacts line)
    {
        if (line.Factor is null == line.OwnFactor is null)
        {
            yield return New(line.Factor is null ? "line.factor-missing" : "line.factor-twice", nameof(line.Factor));
        }

        if (line.Factor is { } key && guide.FindFactor(key) is null)
        {
            yield return New("line.factor-unknown", nameof(line.Factor), ("value", JsonText.Shorten(key)));
        }

        foreach (var refusal in line.OwnFactor is { } own ? Own(own) : [])
        {
            yield return refusal;
        }
    }

    private static IEnumerable<Refusal> Own(OwnFactor own)
    {
        if (Figure(own.Value, "OwnValue") is { } value)
        {
            yield return value;
        }

        if (Missing(own.Unit, "OwnUnit") is { } noUnit)
        {
            yield return noUnit;
        }
        else if (own.Unit.Length > MaxFactorUnit || FactorUnit.Parse(own.Unit) is null)
        {
            yield return New("line.factor-unit", "OwnUnit", ("value", JsonText.Shorten(own.Unit)));
        }

        if ((Missing(own.Source, "OwnSource") ?? Text(own.Source, "OwnSource", MaxText)) is { } source)
        {
            yield return source;
        }

        if (own.Year is < FirstYear or > LastYear)
        {
            yield return New("line.factor-year", "OwnYear", ("first", $"{FirstYear}"), ("last", $"{LastYear}"));
        }
    }

    private static IEnumerable<Refusal> Texts(LineFacts line) => new[]
    {
        Missing(line.Description, nameof(line.Description)) ?? Text(line.Description, nameof(line.Description), MaxDescription),
        Text(line.DifferenceReason, nameof(line.DifferenceReason), MaxText), Text(line.CrossCheck, nameof(line.CrossCheck), MaxText),
    }.OfType<Refusal>();

    private static Refusal? Figure(decimal value, string field) =>
        value < 0 ? New("line.negative", field, ("value", value)) : JsonAmount.Fits(value) ? null : TooManyDigits(field, $"{value}");

    internal static Refusal TooManyDigits(string field, string value) =>
        New("line.digits", field, ("value", JsonText.Shorten(value)), ("whole", JsonAmount.MaxIntegerDigits), ("fraction", JsonAmount.MaxFractionDigits));

    internal static Refusal? Missing(string? text, string field) => string.IsNullOrWhiteSpace(text) ? New("line.missing", field) : null;

    private static Refusal? Text(string? text, string field, int max) =>
        text is null ? null
        : text.Length > max ? New("line.too-long", field, ("length", text.Length), ("max", max))
        : !JsonText.IsPlain(text) ? New("line.control", field)
        : null;

    internal static Refusal New(string code, string field, params (string Name, object Value)[] values) =>
        new(new Message(code, [("field", new Term($"lineField.{field}")), .. values]), field);
}
