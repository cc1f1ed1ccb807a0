using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Application.Reports;

/// <summary>What an issued file carries for programs: nothing that its pages do not show.</summary>
/// <param name="Leaves">How many the root covers.</param>
public sealed record ReportRecord(
    string Number, DateOnly IssuedOn, string Root, string DraftSha256, int Leaves, Conclusion Conclusion, decimal ClaimedTonnes, decimal VerifiedTonnes, decimal OffsetTonnes,
    IReadOnlyList<RecordedSignature> Signatures, IReadOnlyList<RecordedEvidence> Evidence);

/// <param name="Part"><c>Reviewer</c> or <c>Approver</c>.</param>
public sealed record RecordedSignature(string Part, string Name, DateTimeOffset SignedAt);

/// <param name="Number">In the list of supporting documents.</param>
/// <param name="Sha256">Null for what was never handed over.</param>
public sealed record RecordedEvidence(int Number, string Title, string? Sha256);
