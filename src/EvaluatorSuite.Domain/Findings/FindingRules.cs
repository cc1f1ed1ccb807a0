using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Organizations;

namespace EvaluatorSuite.Domain.Findings;

/// <summary>All findings closed before a positive conclusion, each by an evaluator of this engagement (Chinese verification practice).</summary>
public sealed class FindingRules(GuidePack guide, RegistryNames names, IReadOnlyList<FindingFacts> findings, IReadOnlySet<Guid> evaluators)
{
    /// <param name="positive">Whether the conclusion would be positive; beside any other an open finding only warns.</param>
    public IEnumerable<Issue> Check(bool positive) =>
        from finding in findings
        let why = WhyOpen(finding)
        where why is not null
        select new Issue(
            guide.Rule(RuleKeys.FindingOpen), positive ? Severity.Block : Severity.Warning, Node.Part(finding.Key),
            new Message($"rule.{RuleKeys.FindingOpen}.{why}", ("key", finding.Key), ("kind", new Term($"finding.{finding.Kind}")), ("description", finding.Description),
                ("due", finding.DueOn), ("person", finding.ClosedById is { } closer ? names.Person(closer).Name : "")),
            [], []);

    private string? WhyOpen(FindingFacts finding) => finding switch
    {
        { ClosedOn: null } => "not-closed",
        { ClosedById: null } => "nobody",
        { ClosedById: { } closer } when !evaluators.Contains(closer) => "outsider",
        _ => null,
    };
}
