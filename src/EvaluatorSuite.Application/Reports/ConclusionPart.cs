using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Application.Reports;

/// <summary>The conclusion with its figures, everything that stands against it, and the place for the signatures.</summary>
internal static class ConclusionPart
{
    public static void Write(ReportCase subject, ReportParts parts)
    {
        var verdict = subject.Verdict;
        var rule = subject.Guide.Rule(RuleKeys.NeutralityShortfall);
        var blocks = verdict.Issues.Count(i => i.Blocks);
        parts.Field("conclusion.name", subject.Term($"conclusion.{verdict.Conclusion}"));
        parts.Field("conclusion.text", Conclusion(subject));
        parts.Field("conclusion.rule", subject.Say("report.conclusion.rule", ("marked", subject.Marked(rule.Standing, rule.Source))));
        parts.Condition("blocked", blocks > 0);
        parts.Field("conclusion.blocked", subject.Say("report.conclusion.blocked", ("count", blocks)));
        parts.Field("conclusion.issues", subject.Say("report.conclusion.issues"));
        parts.Field("conclusion.signed", subject.Issued is { } issued
            ? subject.Say("report.signed.issued", ("number", issued.Number), ("date", issued.IssuedOn), ("address", issued.Address), ("code", issued.Code), ("root", issued.Root))
            : subject.Say("report.signed.none"));
        parts.Table("figures", "name value", Figures(subject));
        parts.Table("issues", "number heading text", verdict.Issues.Select((issue, i) =>
            (string[])[ReportCase.Number(i), Heading(subject, issue), Text(subject, issue)]));
        parts.Table("signatures", "role name signature date", Signatures(subject));
    }

    private static string Conclusion(ReportCase subject)
    {
        var verdict = subject.Verdict;
        var veto = verdict.Conclusion == Domain.Verdicts.Conclusion.NotNeutral && verdict.Surplus >= 0;
        return subject.Say(
            $"report.conclusion.{verdict.Conclusion}{(veto ? ".veto" : "")}", ("event", subject.Facts.Event.Name), ("verified", new Tonnage(verdict.VerifiedTonnes)),
            ("offset", new Tonnage(verdict.OffsetTonnes)), ("shortfall", new Tonnage(Math.Abs(verdict.Surplus))));
    }

    /// <summary>Without differences where only a part of the emissions could be calculated: they would look like results.</summary>
    private static IEnumerable<string[]> Figures(ReportCase subject)
    {
        var verdict = subject.Verdict;
        var whole = verdict.Inventory.Verified is not null;
        yield return [subject.Say("report.figure.claimed"), TextCatalog.Tonnes(verdict.ClaimedTonnes)];
        yield return [subject.Say(whole ? "report.figure.verified" : "report.figure.partial"), TextCatalog.Tonnes(verdict.VerifiedTonnes)];
        if (whole)
        {
            yield return
            [
                ReportCase.Percent(verdict.DifferencePercent) is { } percent
                    ? subject.Say("report.figure.difference", ("percent", percent))
                    : subject.Say("report.figure.difference-only"),
                ReportCase.Difference(verdict.VerifiedTonnes - verdict.ClaimedTonnes),
            ];
        }

        yield return [subject.Say("report.figure.offset"), TextCatalog.Tonnes(verdict.OffsetTonnes)];
        if (whole)
        {
            yield return [subject.Say(verdict.Surplus < 0 ? "report.figure.shortfall" : "report.figure.surplus"), ReportCase.Difference(verdict.Surplus)];
        }
    }

    private static string Heading(ReportCase subject, Issue issue) => subject.Say(
        "report.issue.heading", ("title", subject.Texts[$"title.{issue.Rule.Key}"]), ("severity", subject.Term($"severity.{issue.Severity}")),
        ("standing", subject.Standing(issue.Rule.Standing)), ("rule", issue.Rule.Key));

    private static string Text(ReportCase subject, Issue issue) => subject.Say(
        "report.issue.text", ("explanation", subject.Texts.Explain(issue)), ("basis", issue.Rule.Source), ("mend", subject.Texts[$"mend.{issue.Rule.Key}"]));

    private static IEnumerable<string?[]> Signatures(ReportCase subject)
    {
        var terms = subject.Facts.Terms;
        var people = subject.Facts.Team.Where(m => m.Role == Domain.Engagements.TeamRole.Leader).Select(m => ("part.Leader", m.PersonId))
            .Concat(terms.ReviewerId is { } reviewer ? [("part.Reviewer", reviewer)] : [])
            .Concat(terms.ApproverId is { } approver ? [("part.Approver", approver)] : []);
        return people.Select(p => subject.Issued?.Signers.FirstOrDefault(s => $"part.{s.Part}" == p.Item1) is { } signer
            ? (string?[])[subject.TermAlone(p.Item1), signer.Name, subject.Say("report.signed.electronically"), subject.ShortDate(signer.SignedOn)]
            : [subject.TermAlone(p.Item1), subject.Name(p.Item2), subject.Issued is null || p.Item1 == "part.Leader" ? subject.Say(subject.Issued is null ? "report.unsigned" : "report.signed.not-asked") : subject.Say("report.unsigned"), null]);
    }
}
