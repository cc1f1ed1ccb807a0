namespace EvaluatorSuite.Domain.Workflows;

/// <summary>
/// The named conditions that a definition can ask for: a closed list, since no file decides what may happen. What each means for an
/// engagement is said where the facts are (<c>StepRules</c>).
/// </summary>
public static class Guards
{
    public const string ContractAccepted = "contract-accepted";
    public const string ContractDeclined = "contract-declined";
    public const string TeamReady = "team-ready";
    public const string DeclarationsSigned = "declarations-signed";
    public const string PlanComplete = "plan-complete";
    public const string RequestsSent = "requests-sent";
    public const string SiteVisitRecorded = "site-visit-recorded";
    public const string SiteVisitNotNeeded = "site-visit-not-needed";
    public const string FiguresChecked = "figures-checked";
    public const string OffsetsChecked = "offsets-checked";
    public const string ReviewerNamed = "reviewer-named";
    public const string ApproverNamed = "approver-named";
    public const string CommentsAnswered = "comments-answered";
    public const string MayIssue = "may-issue";
    public const string Disclosed = "disclosed";

    public static IReadOnlyList<string> All { get; } =
    [
        ContractAccepted, ContractDeclined, TeamReady, DeclarationsSigned, PlanComplete, RequestsSent, SiteVisitRecorded, SiteVisitNotNeeded,
        FiguresChecked, OffsetsChecked, ReviewerNamed, ApproverNamed, CommentsAnswered, MayIssue, Disclosed,
    ];
}
