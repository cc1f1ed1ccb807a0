namespace EvaluatorSuite.Application.Reports;

/// <summary>What a report carries once it is issued.</summary>
/// <param name="Code">Asked for together with the number where the report is verified.</param>
/// <param name="Address">Where anybody verifies it.</param>
/// <param name="Root">Root of the content that was signed, SHA-256 in hexadecimal.</param>
public sealed record IssueFacts(string Number, DateOnly IssuedOn, string Code, string Address, string Root, IReadOnlyList<IssueSigner> Signers);

/// <param name="Part"><c>Reviewer</c> or <c>Approver</c>.</param>
public sealed record IssueSigner(string Part, string Name, DateOnly SignedOn);
