using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Web.Api;

/// <summary>An organization of the registry.</summary>
/// <param name="CreditCode">Its unified social credit code.</param>
public sealed record OrganizationView(Guid Id, string Name, string CreditCode)
{
    public static OrganizationView Of(Organization organization) => new(organization.Id, organization.Name, organization.Uscc);
}

/// <summary>A person of the registry.</summary>
public sealed record PersonView(Guid Id, string Name, string? Email, IReadOnlyList<string> Qualifications);

/// <summary>How an engagement stands, as it was at its last act.</summary>
/// <param name="Phase"><c>prepare</c>, <c>implement</c>, <c>report</c> or <c>closed</c>.</param>
/// <param name="NextToAct">Who has to act next.</param>
/// <param name="Blocks">How many issues keep a report from being issued.</param>
/// <param name="Conflict">A conflict of the evaluation body itself, which nobody can lift.</param>
/// <param name="NextDue">The earliest day on which something is due, by whomever.</param>
/// <param name="EvaluatedAt">When the rules were asked last.</param>
public sealed record StandingView(
    string Phase, Ball NextToAct, int Blocks, int Warnings, bool Conflict, Conclusion Conclusion, bool MayIssue, decimal ClaimedTonnes, decimal VerifiedTonnes, decimal OffsetTonnes,
    int FindingsOpen, int RequestsOpen, DateOnly? NextDue, DateTimeOffset EvaluatedAt)
{
    public static StandingView Of(EngagementStanding s) => new(
        s.Phase, s.Ball, s.Blocks, s.Warnings, s.Conflict, s.Conclusion, s.MayIssue, s.ClaimedTonnes, s.VerifiedTonnes, s.OffsetTonnes, s.FindingsOpen, s.RequestsOpen, s.NextDue, s.EvaluatedAt);
}

/// <summary>An engagement in a list.</summary>
public sealed record EngagementSummary(Guid Id, string EventName, EventKind EventKind, string City, DateOnly Start, DateOnly End, string Organizer, string Guide, DateTimeOffset OpenedAt, StandingView Standing)
{
    public static EngagementSummary Of(EngagementStanding s, string guide) =>
        new(s.EngagementId, s.EventName, s.EventKind, s.City, s.Start, s.End, s.OrganizerName, guide, s.OpenedAt, StandingView.Of(s));
}

/// <summary>The event that is evaluated.</summary>
public sealed record EventView(string Name, EventKind EventKind, OrganizationView Organizer, string Venue, string City, DateOnly Start, DateOnly End, int? Attendance, decimal? Area);

/// <summary>The plan of the evaluation and of its site visit.</summary>
public sealed record PlanView(
    string? Purpose, string? Basis, string? Content, IReadOnlyList<PlanTask> Schedule, DateOnly? VisitFrom, DateOnly? VisitTo, string? VisitPlace, string? NoVisitReason);

/// <summary>One engagement: what was agreed, who takes part, and how it stands.</summary>
/// <param name="Version">Of event, terms and plan together; what their edits give back in <c>If-Match</c>.</param>
/// <param name="GuideDigest">SHA-256 that pins the guide pack and its report template.</param>
public sealed record EngagementDetail(
    Guid Id, int Version, EventView Event, OrganizationView Firm, OrganizationView Client, DateOnly ContractDate, decimal MaterialityPercent, PersonView? Reviewer, PersonView? Approver,
    PlanView Plan, ContractReviewFacts? ContractReview, string Guide, string GuideDigest, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string? ClosedReason, StandingView Standing);
