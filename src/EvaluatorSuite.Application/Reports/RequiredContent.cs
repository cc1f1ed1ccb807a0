namespace EvaluatorSuite.Application.Reports;

/// <summary>A table that no report may lack, with the columns that it must show.</summary>
public sealed record RequiredTable(string Name, params string[] Columns)
{
    public IEnumerable<string> Tags => Columns.Select(c => $"{Name}.{c}");
}

/// <summary>
/// What every template of a report has to ask for, whatever the firm makes of the rest. The guide fixes the least content of a report: process
/// and method, findings and results, conclusion. The headings are the pack's own outline and are not repeated here.
/// </summary>
public static class RequiredContent
{
    /// <summary>Marks every page of a draft, and carries the number afterwards: asked for in the headers.</summary>
    public const string Banner = "banner.text";

    /// <summary>Each must stand where no condition can leave it out.</summary>
    public static IReadOnlyList<string> Fields { get; } =
    [
        "report.title", "report.number", "report.state", "event.name", "event.period", "event.place", "organizer.name", "client.name", "firm.name", "guide.name",
        "overview.purpose", "overview.scope", "overview.limits", "process.documents", "process.site", "process.independence", "conclusion.name", "conclusion.text",
    ];

    /// <summary>Each may stand under <c>if:</c> with its own name, and under no other condition.</summary>
    public static IReadOnlyList<RequiredTable> Tables { get; } =
    [
        new("team", "name", "role", "duties"),
        new("schedule", "task", "period"),
        new("sources", "name", "treatment"),
        new("activity", "item", "claimed", "verified", "unit"),
        new("factors", "name", "value", "unit", "document"),
        new("emissions", "item", "claimed", "verified", "difference", "reason"),
        new("offsets", "unit", "serials", "tonnes", "cancellation"),
        new("figures", "name", "value"),
        new("signatures", "role", "name", "signature", "date"),
        new("evidence", "document", "sha256"),
        new("declarations", "person", "signed", "threats"),
        new("checklist", "requirement", "judgement"),
        new("findings", "finding", "requirement", "answer"),
        new("siteRecords", "document", "period"),
        new("certificates", "certificate", "tonnes", "document"),
    ];

    /// <summary>Styles by the name that Word gives them in every language.</summary>
    public static IReadOnlyList<string> Styles { get; } = ["heading 1", "heading 2", "heading 3", "toc 1", "toc 2", "toc 3", "caption"];
}
