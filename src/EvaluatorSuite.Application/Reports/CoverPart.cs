using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Application.Reports;

/// <summary>Cover, header and footer: what is evaluated, by whom, under which guide, and that this is a draft.</summary>
internal static class CoverPart
{
    public static void Write(ReportCase subject, ReportParts parts)
    {
        parts.Condition("draft", subject.Issued is null);
        parts.Field("banner.text", subject.Issued is { } banner ? subject.Say("report.banner.issued", ("number", banner.Number)) : subject.Say("report.banner.draft"));
        parts.Field("report.title", subject.Say("report.title"));
        parts.Field("report.number", subject.Issued?.Number ?? subject.Say("report.number.none"));
        var state = subject.Issued is { } issued ? subject.Say("report.state.issued", ("date", issued.IssuedOn)) : subject.Say("report.state.draft");
        parts.Field("report.state", subject.Facts.Amendment is { } amendment
            ? subject.Say("report.state.amends", ("state", state), ("number", amendment.Number), ("kind", subject.Term($"amendment.{amendment.Kind}")), ("reason", amendment.Reason))
            : state);
        parts.Field("report.verification", Verification(subject));
        parts.Picture("verification", subject.Issued is { Link: { } link } ? new CodePicture(subject.Say("report.verification.code", ("number", subject.Issued.Number)), link) : null);
        parts.Field("event.name", subject.Facts.Event.Name);
        WriteOrganization("organizer", subject.Facts.Event.OrganizerId);
        WriteOrganization("client", subject.Facts.Terms.ClientId);
        WriteOrganization("firm", subject.Facts.Terms.FirmId);
        parts.Field("guide.title", subject.Guide.Title.In(subject.Texts.Language));
        parts.Field("guide.name", GuideName(subject));
        parts.Field("guide.standing", GuideStanding(subject));

        void WriteOrganization(string tag, Guid id)
        {
            var organization = subject.Organization(id);
            parts.Field($"{tag}.name", organization?.Name);
            parts.Field($"{tag}.uscc", organization?.Uscc);
        }
    }

    private static string? Verification(ReportCase subject) => subject.Issued is { } issued
        ? subject.Say(issued.Link is null ? "report.verification.local" : "report.verification", ("address", issued.Address), ("number", issued.Number), ("code", issued.Code))
        : null;

    public static string GuideName(ReportCase subject) =>
        subject.Say("report.guide", ("title", subject.Guide.Title), ("key", subject.Guide.Key), ("version", subject.Guide.Version));

    private static string GuideStanding(ReportCase subject)
    {
        var (rules, factors) = (subject.Guide.Rules, subject.Guide.Factors);
        return subject.Say(
            "report.guide.standing", ("rules", rules.Count), ("factors", factors.Count),
            ("firmRules", rules.Count(r => r.Standing == Standing.Firm)), ("provisionalRules", rules.Count(r => r.Standing == Standing.Provisional)),
            ("houseRules", rules.Count(r => r.Standing == Standing.House)), ("firmFactors", factors.Count(f => f.Standing == Standing.Firm)),
            ("provisionalFactors", factors.Count(f => f.Standing == Standing.Provisional)), ("houseFactors", factors.Count(f => f.Standing == Standing.House)));
    }
}
