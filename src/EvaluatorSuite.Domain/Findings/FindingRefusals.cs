namespace EvaluatorSuite.Domain.Findings;

/// <summary>What keeps a finding from the next step of its life: raised, answered, returned or closed.</summary>
public static class FindingRefusals
{
    public static RefusalList ToRaise(FindingFacts finding) => new RefusalList()
        .Need(nameof(finding.Requirement), finding.Requirement)
        .Need(nameof(finding.Description), finding.Description)
        .Need(nameof(finding.DueOn), finding.DueOn)
        .Add(finding.DueOn != default && finding.DueOn < finding.RaisedOn, nameof(finding.DueOn), "finding.due-past", ("today", finding.RaisedOn));

    public static RefusalList ToAnswer(FindingFacts finding, string? answer, string? cause) => new RefusalList()
        .Need(nameof(finding.Answer), answer)
        .Fit(nameof(finding.Cause), cause)
        .Add(finding.IsClosed, "", "finding.closed-already")
        .Add(!finding.IsClosed && finding.Answer is not null, "", "finding.answered-already")
        .Add(finding.Kind == FindingKind.Nonconformity && string.IsNullOrWhiteSpace(cause), nameof(finding.Cause), "finding.cause-missing");

    /// <summary>Closed by an evaluator by name, on an answer (or with a reason why none is needed).</summary>
    public static RefusalList ToClose(FindingFacts finding, string? closure) => new RefusalList()
        .Fit(nameof(finding.Closure), closure)
        .Add(finding.IsClosed, "", "finding.closed-already")
        .Add(finding.Answer is null && string.IsNullOrWhiteSpace(closure), nameof(finding.Closure), "finding.close-without-answer");

    public static RefusalList ToReturn(FindingFacts finding, string? reason, DateOnly nextDue, DateOnly today) => new RefusalList()
        .Need("Reason", reason)
        .Need("NextDue", nextDue)
        .Add(finding.IsClosed, "", "finding.closed-already")
        .Add(!finding.IsClosed && finding.Answer is null, "", "finding.not-answered")
        .Add(nextDue != default && nextDue < today, "NextDue", "finding.due-past", ("today", today));

    /// <summary>A closed finding is opened again, with the reason, as a new round.</summary>
    public static RefusalList ToReopen(FindingFacts finding, string? reason, DateOnly nextDue, DateOnly today) => new RefusalList()
        .Need("Reason", reason)
        .Need("NextDue", nextDue)
        .Add(!finding.IsClosed, "", "finding.not-closed")
        .Add(nextDue != default && nextDue < today, "NextDue", "finding.due-past", ("today", today));
}
