namespace EvaluatorSuite.Domain.Engagements;

public enum SiteRecordKind { OpeningMeeting, Interview, EnergyEquipment, AccountingCheck, Observation, SignInSheet, Photograph, ClosingMeeting }

/// <summary>One note of the site visit, 现场访问记录.</summary>
public sealed record SiteRecordFacts
{
    public string Key { get; init; } = "";
    public SiteRecordKind Kind { get; init; }

    /// <summary>Whom was spoken to, which piece of equipment, which meeting.</summary>
    public string Subject { get; init; } = "";

    public string Text { get; init; } = "";
    public string? Place { get; init; }

    /// <summary>When it was seen or said.</summary>
    public DateTimeOffset At { get; init; }

    public Guid RecordedById { get; init; }

    /// <summary>Keys of evidence: photographs, scanned sheets.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];
}

public sealed class SiteRecord : EngagementRow<SiteRecordFacts>
{
    private SiteRecord()
    {
    }

    public SiteRecord(Guid engagementId, int position, SiteRecordFacts facts) : base(engagementId, position, facts)
    {
    }
}
