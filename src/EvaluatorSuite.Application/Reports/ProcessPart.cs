using EvaluatorSuite.Domain.Engagements;

namespace EvaluatorSuite.Application.Reports;

/// <summary>Who evaluated, when, what was read and visited, who drafts and reviews, and their declarations of independence.</summary>
internal static class ProcessPart
{
    public static void Write(ReportCase subject, ReportParts parts)
    {
        parts.Field("process.team", subject.Say("report.team"));
        parts.Table("team", "number name role duties", Team(subject).Select((row, i) => (string?[])[ReportCase.Number(i), .. row]));
        parts.Table("schedule", "number task period", subject.Facts.Terms.PlanSchedule.Select((t, i) =>
            (string[])[ReportCase.Number(i), t.Task, subject.ShortPeriod(t.From, t.To)]));
        parts.Field("process.documents", Documents(subject));
        parts.Field("process.site", Site(subject));
        parts.Field("process.drafting", Drafting(subject));
        parts.Field("process.draft", subject.Say("report.drafting.draft"));
        parts.Field("process.independence", Independence(subject));
        parts.Table("declarations", "number person signed threats", subject.Facts.Participants.Select((p, i) => Declaration(subject, p.PersonId, p.Part, i)));
    }

    private static IEnumerable<string?[]> Team(ReportCase subject)
    {
        var terms = subject.Facts.Terms;
        foreach (var member in subject.Facts.Team)
        {
            var role = subject.Term($"teamRole.{member.Role}");
            yield return [subject.Name(member.PersonId), member.To is { } to ? subject.Say("report.role.until", ("role", role), ("to", to)) : role, member.Duties];
        }

        if (terms.ReviewerId is { } reviewer)
        {
            yield return [subject.Name(reviewer), subject.TermAlone("part.Reviewer"), subject.Say("report.duty.reviewer")];
        }

        if (terms.ApproverId is { } approver)
        {
            yield return [subject.Name(approver), subject.TermAlone("part.Approver"), subject.Say("report.duty.approver")];
        }
    }

    private static string Documents(ReportCase subject)
    {
        var given = subject.Facts.Evidence.Where(e => e.Sha256 is not null).ToList();
        var missing = subject.Facts.Evidence.Count - given.Count;
        var lines = subject.Facts.Inventory;
        return subject.Sentences(
            given.Count > 0
                ? subject.Say("report.documents", ("count", given.Count), ("bytes", given.Sum(e => e.Size ?? 0)), ("heading", subject.Heading("supporting-documents")))
                : subject.Say("report.documents.none"),
            missing > 0 ? subject.Say("report.documents.missing", ("count", missing)) : "",
            lines.Count > 0
                ? subject.Say("report.documents.cross-check", ("count", lines.Count), ("checked", lines.Count(l => !string.IsNullOrWhiteSpace(l.CrossCheck))))
                : subject.Say("report.documents.no-lines"));
    }

    /// <summary>The visit, the reason why there was none, or that neither is on record.</summary>
    private static string Site(ReportCase subject)
    {
        var terms = subject.Facts.Terms;
        return terms switch
        {
            { SiteVisitFrom: { } from, SiteVisitTo: { } to } => subject.Say(
                "report.site.visited", ("period", subject.Period(from, to)), ("place", terms.SiteVisitPlace ?? ReportParts.Nothing)),
            { NoSiteVisitReason: { } reason } when !string.IsNullOrWhiteSpace(reason) => subject.Say("report.site.reason", ("reason", subject.Sentence(reason))),
            _ => subject.Say("report.site.missing"),
        };
    }

    private static string Drafting(ReportCase subject)
    {
        var terms = subject.Facts.Terms;
        var nobody = subject.Say("report.nobody");
        var leaders = subject.Facts.Team.Where(m => m.Role == TeamRole.Leader).Select(m => subject.Name(m.PersonId) ?? nobody).ToList();
        return subject.Say(
            "report.drafting", ("leaders", leaders.Count > 0 ? subject.Join(leaders) : nobody),
            ("reviewer", subject.Name(terms.ReviewerId) ?? nobody), ("approver", subject.Name(terms.ApproverId) ?? nobody));
    }

    private static string Independence(ReportCase subject)
    {
        var people = subject.Facts.Participants;
        if (people.Count == 0)
        {
            return subject.Say("report.independence.nobody");
        }

        var issues = subject.Verdict.Issues.Count(i => i.Rule.Key.StartsWith("independence.", StringComparison.Ordinal));
        return subject.Sentences(
            subject.Say(
                "report.independence", ("people", people.Count), ("signed", people.Count(p => subject.Facts.Declarations.Any(d => d.PersonId == p.PersonId))),
                ("heading", subject.Heading("annex.independence"))),
            issues == 0
                ? subject.Say("report.independence.clean")
                : subject.Say("report.independence.issues", ("count", issues), ("heading", subject.Heading("conclusion"))));
    }

    private static string?[] Declaration(ReportCase subject, Guid personId, string part, int index)
    {
        var declarations = subject.Facts.Declarations.Where(d => d.PersonId == personId).ToList();
        var threats = declarations.SelectMany(d => d.Threats).Select(t => subject.Say(
            t.Safeguard is null ? "report.threat" : t.SafeguardIsProposed && subject.Facts.OfficerJudgesSafeguards ? "report.threat.safeguard-proposed" : "report.threat.safeguard", ("kind", subject.TermAlone($"threat.{t.Kind}")),
            ("level", subject.Term($"threatLevel.{t.Level}")),
            ("description", t.Description), ("safeguard", t.Safeguard ?? ""))).ToList();
        return
        [
            ReportCase.Number(index), ReportCase.Lines(subject.Name(personId), subject.TermAlone(part)),
            declarations.Count > 0 ? ReportCase.Lines(declarations.Select(d => subject.ShortDate(d.SignedOn))) : subject.Say("report.declaration.missing"),
            declarations.Count == 0 ? null : threats.Count > 0 ? ReportCase.Lines(threats) : subject.Say("report.threats.none"),
        ];
    }
}
