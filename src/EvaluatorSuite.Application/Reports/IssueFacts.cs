namespace EvaluatorSuite.Application.Reports;

/// <summary>What a report carries once it is issued.</summary>
/// <param name="Code">Asked for together with the number where the report is verified.</param>
/// <param name="Address">Where anybody verifies it.</param>
/// <param name="Link">Address that leads there with number and code; null where the public cannot reach it.</param>
/// <param name="Root">Root of the content that was signed, SHA-256 in hexadecimal.</param>
/// <param name="DraftSha256">Of the draft that the signers saw.</param>
/// <param name="Parts">How many leaves the root covers, by the part that they are of.</param>
public sealed record IssueFacts(
    string Number, DateOnly IssuedOn, string Code, string Address, string? Link, string Root, string DraftSha256, IReadOnlyList<(string Part, int Count)> Parts, IReadOnlyList<IssueSigner> Signers);

/// <param name="Part"><c>Reviewer</c> or <c>Approver</c>.</param>
public sealed record IssueSigner(string Part, string Name, DateTimeOffset SignedAt)
{
    public DateOnly SignedOn => ChinaDay.Of(SignedAt);
}
