using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Web.Api;

/// <summary>What <c>verdict.json</c> holds; described here, written by <see cref="Application.Verdicts.VerdictJson"/>.</summary>
/// <param name="Guide">Key of the guide pack.</param>
/// <param name="MayIssue">Whether a report may be issued.</param>
/// <param name="DifferencePercent">Of the verified figure from the claimed one; null without a claim.</param>
public sealed record VerdictShape(
    string Guide, Conclusion Conclusion, bool MayIssue, decimal ClaimedTonnes, decimal VerifiedTonnes, decimal OffsetTonnes, decimal? DifferencePercent,
    IReadOnlyList<VerdictLineShape> Lines, IReadOnlyList<VerdictIssueShape> Issues);

/// <summary>The verified figure of one line of activity data; null where it cannot be calculated.</summary>
public sealed record VerdictLineShape(string Key, decimal? VerifiedTonnes);

/// <summary>One issue.</summary>
/// <param name="Rule">Key of the rule.</param>
/// <param name="Subject">Key of what it speaks of.</param>
/// <param name="Standing">How sure the rule itself is.</param>
/// <param name="Basis">Where the rule comes from.</param>
/// <param name="Explanation">What is wrong, and the chain of facts that leads there.</param>
/// <param name="Path">Keys of everything named on that chain.</param>
public sealed record VerdictIssueShape(string Rule, Severity Severity, string Subject, Standing Standing, string Basis, string Explanation, IReadOnlyList<string> Path);
