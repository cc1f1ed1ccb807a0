using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Spreadsheets;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Lists;
using EvaluatorSuite.Web.Uploads;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

[EngagementPage(EngagementAct.Read)]
public sealed class EvidenceModel(EngagementViews views, SuiteDb db, SuiteOptions options) : EngagementPageModel(views)
{
    /// <summary>Pieces of one page.</summary>
    public const int PageSize = 50;

    public override string Tab => "evidence";

    /// <summary>Words that the title, the file's name or the key must contain.</summary>
    [FromQuery]
    public string? Q { get; set; }

    [FromQuery]
    public string? Kind { get; set; }

    /// <summary>How many pieces to pass over.</summary>
    [FromQuery]
    public int From { get; set; }

    /// <summary>Key of a piece whose page of the whole list is wanted.</summary>
    [FromQuery]
    public string? At { get; set; }

    public bool IsNarrowed => Q is not null || Kind is not null;

    public IEnumerable<string> Kinds => View.Facts.Evidence.Select(e => e.Kind).Distinct().Order(StringComparer.Ordinal);

    public IReadOnlyList<EvidenceFacts> Matching { get; private set; } = [];

    public int First { get; private set; }

    public IEnumerable<EvidenceFacts> Shown => Matching.Skip(First).Take(PageSize);

    /// <summary>Ids of the rows by their keys, for those who may describe them.</summary>
    public IReadOnlyDictionary<string, Guid> Rows { get; private set; } = new Dictionary<string, Guid>();

    public UploadForm Upload => new(
        "upload", $"/engagements/{EngagementId}/evidence/files", null, Described: true,
        [.. new[] { View.Facts.Event.OrganizerId, View.Facts.Terms.ClientId, View.Facts.Terms.FirmId }.Distinct().Select(id => (id, View.Named(id).Name))],
        options.EvidenceFileMegabytes);

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await base.LoadAsync(cancellationToken))
        {
            return false;
        }

        (Q, Kind) = (string.IsNullOrWhiteSpace(Q) ? null : Q.Trim().Normalize(), string.IsNullOrWhiteSpace(Kind) ? null : Kind);
        var matching = View.Facts.Evidence.Where(IsMatching).ToList();
        Matching = matching;
        var wanted = At is null ? From : matching.FindIndex(e => e.Key == At) / PageSize * PageSize;
        First = wanted > 0 && wanted < Matching.Count ? wanted : 0;
        if (May(EngagementAct.Record))
        {
            var keys = Shown.Select(e => e.Key).ToList();
            Rows = (await db.Evidence.Where(e => e.EngagementId == EngagementId && keys.Contains(e.Facts.Key)).Select(e => new { e.Facts.Key, e.Id }).ToListAsync(cancellationToken)).ToDictionary(e => e.Key, e => e.Id);
        }

        return true;
    }

    protected override ListSheet SheetOf(string list, CancellationToken cancellationToken) => ListSheet.Of(
        T["page.evidence.title"],
        [
            new(T["page.evidence.key"], Width: 12), new(T["page.evidence.name"], Width: 40), new(T["list.sheet.file"], Width: 40), new(T["page.evidence.kind"]), new(T["page.evidence.from"], Width: 30), new(T["list.sheet.period-from"], ColumnKind.Date),
            new(T["list.sheet.period-to"], ColumnKind.Date), new(T["list.sheet.bytes"], ColumnKind.Number), new("SHA-256", Width: 66), new(T["list.sheet.received"], ColumnKind.Time, 18), new(T["list.sheet.received-from"]),
        ],
        Matching,
        e => [e.Key, e.Title, e.File, T.Find($"term.evidenceKind.{e.Kind}") ?? e.Kind, View.Named(e.ProvidedById).Name, e.PeriodFrom, e.PeriodTo, e.Size, e.Sha256, e.ReceivedAt is { } at ? ChinaTime.Local(at) : null, e.ReceivedFrom]);


    /// <summary>This list at another place.</summary>
    public string Place(int from) => QueryHelpers.AddQueryString("", new Dictionary<string, string?> { ["q"] = Q, ["kind"] = Kind, ["from"] = $"{from}" }) + "#ev-h";

    private bool IsMatching(EvidenceFacts item) => (Kind is null || item.Kind == Kind)
        && (Q is null || Q.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(w => $"{item.Key} {item.Title} {item.File} {item.ReceivedFrom}".Contains(w, StringComparison.OrdinalIgnoreCase)));
}
