using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Spreadsheets;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Lists;
using EvaluatorSuite.Web.Uploads;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Portal;

/// <summary>What is asked of the organizer, what they gave, what came back.</summary>
[PortalPage]
public sealed class EngagementModel(PortalReader reader, SuiteOptions options, TimeProvider clock) : PortalPageModel(reader, clock)
{
    [FromQuery]
    public bool All { get; set; }

    public UploadForm Upload => new("upload", $"{Root}/files", null, Described: true, [], options.EvidenceFileMegabytes);

    /// <summary>How a piece of evidence stands, as far as the organizer is told: with the request or finding that it was given for.</summary>
    public (string Kind, string Icon, string Word) StateOf(string key)
    {
        var request = View.Requests.FirstOrDefault(r => r.Facts.Given.Contains(key))?.Facts;
        return request switch
        {
            { AcceptedOn: not null } => ("ok", "circle-check", "portal.accepted"),
            { ReturnReason: not null, GivenOn: null } => ("warn", "alert-triangle", "portal.returned"),
            _ => ("go", "hourglass", "portal.looking"),
        };
    }
    /// <summary>Only what the page shows too: no word of the firm's own.</summary>
    protected override ListSheet SheetOf(string list, CancellationToken cancellationToken) => list switch
    {
        "requests" => ListSheet.Of(
            T["page.requests.title"],
            [new(T["page.evidence.key"], Width: 12), new(T["label.title"], Width: 30), new(T["label.description"], Width: 50), new(T["list.sheet.due"], ColumnKind.Date), new(T["list.sheet.given-on"], ColumnKind.Date), new(T["list.sheet.accepted-on"], ColumnKind.Date), new(T["page.requests.returned"], Width: 30)],
            View.Requests.Select(r => r.Facts), r => [r.Key, r.Title, r.Description, r.DueOn, r.GivenOn, r.AcceptedOn, r.ReturnReason]),
        "findings" => ListSheet.Of(
            T["portal.findings"],
            [new(T["page.evidence.key"], Width: 12), new(T["label.description"], Width: 50), new(T["list.sheet.due"], ColumnKind.Date), new(T["label.answer"], Width: 50), new(T["list.sheet.state"])],
            View.Findings.Select(f => f.Facts), f => [f.Key, f.Description, f.DueOn, f.Answer, T[f.IsClosed ? "page.findings.closed" : f.AwaitsAnswer ? "portal.yours" : "portal.theirs"]]),
        _ => ListSheet.Of(
            T["list.sheet.given"],
            [new(T["page.evidence.key"], Width: 12), new(T["page.evidence.name"], Width: 40), new(T["list.sheet.file"], Width: 40), new(T["list.sheet.bytes"], ColumnKind.Number), new("SHA-256", Width: 66), new(T["list.sheet.received"], ColumnKind.Time, 18), new(T["list.sheet.state"])],
            View.Given, e => [e.Key, e.Title, e.File, e.Size, e.Sha256, e.ReceivedAt is { } at ? ChinaTime.Local(at) : null, T[StateOf(e.Key).Word]]),
    };
}
