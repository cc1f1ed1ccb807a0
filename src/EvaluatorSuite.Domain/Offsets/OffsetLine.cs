namespace EvaluatorSuite.Domain.Offsets;

public enum Acquisition { Purchase, Donation }

/// <summary>Units used to offset, 抵消单位.</summary>
public sealed record OffsetFacts
{
    public string Key { get; init; } = "";

    /// <summary>Key of an offset kind. One that the guide pack does not allow is kept and judged, not refused at the door.</summary>
    public string Kind { get; init; } = "";

    public string Registry { get; init; } = "";
    public string Project { get; init; } = "";
    public string SerialFrom { get; init; } = "";
    public string SerialTo { get; init; } = "";
    public decimal Tonnes { get; init; }
    public Acquisition AcquiredBy { get; init; }
    public Guid? SellerId { get; init; }
    public DateOnly? CancelledOn { get; init; }

    /// <summary>Number of the cancellation certificate, 注销证明.</summary>
    public string? Certificate { get; init; }

    public IReadOnlyList<string> Evidence { get; init; } = [];
}

public sealed class OffsetLine : EngagementRow<OffsetFacts>
{
    private OffsetLine()
    {
    }

    public OffsetLine(Guid engagementId, int position, OffsetFacts facts) : base(engagementId, position, facts) => IndexSerials();

    /// <summary>See <see cref="SerialRange.Groups"/>.</summary>
    public string SerialGroup { get; private set; } = "";

    public string SerialGroupEnd { get; private set; } = "";

    /// <summary>See <see cref="SerialRange.Bounds"/>; null in rows from before they were kept.</summary>
    public string? SerialFirst { get; private set; }

    public string? SerialLast { get; private set; }

    public override void Correct(OffsetFacts facts)
    {
        base.Correct(facts);
        IndexSerials();
    }

    /// <summary>Works out anew what is searched of the serial numbers.</summary>
    public void IndexSerials()
    {
        var range = SerialRange.Of(Facts.SerialFrom, Facts.SerialTo);
        (SerialGroup, SerialGroupEnd) = range.Groups;
        (SerialFirst, SerialLast) = range.Bounds;
    }
}
