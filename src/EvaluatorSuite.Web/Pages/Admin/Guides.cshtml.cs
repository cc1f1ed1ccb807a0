using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Spreadsheets;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Infrastructure.Guides;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Admin;

/// <summary>Guide packs in all versions; one more is uploaded, and looked at before it is activated.</summary>
[Authorize(Policy = SignInRegistration.Administrators)]
[LargestUpload(MaxBytes)]
[RequestSizeLimit(MaxBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MaxBytes)]
public sealed class GuidesModel(SuiteDb db, GuideUploads uploads) : SuitePage, IPreparesPost
{
    public const long MaxBytes = 32L * 1024 * 1024;

    private GuideFiles? _files;

    public sealed record Row(string Digest, string Key, int Number, DateTimeOffset AddedAt, bool Current, GuideOrigin Origin, int Engagements);

    [BindProperty]
    public IFormFile? Pack { get; set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public IReadOnlyList<(string Where, string What)> Faults { get; private set; } = [];

    public int FaultCount { get; private set; }

    /// <summary>Null unless a pack was uploaded whose template has faults.</summary>
    public TemplateFaultsView? Template { get; private set; }

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Rows = await db.Guides.OrderBy(g => g.Key).ThenByDescending(g => g.Number).ThenByDescending(g => g.AddedAt)
            .Select(g => new Row(g.Digest, g.Key, g.Number, g.AddedAt, g.Current, g.Origin, db.Engagements.Count(e => e.GuideDigest == g.Digest))).ToListAsync(cancellationToken);
        return true;
    }

    protected override ListSheet SheetOf(string list, CancellationToken cancellationToken) => ListSheet.Of(
        T["page.nav.guide-packs"],
        [
            new(T["admin.guides.key"], Width: 24), new("SHA-256", Width: 66), new(T["admin.guides.version"], ColumnKind.Number), new(T["admin.guides.origin"]), new(T["registry.state"]), new(T["admin.guides.engagements"], ColumnKind.Number),
            new(T["admin.guides.added"], ColumnKind.Time, 18),
        ],
        Rows, r => [r.Key, r.Digest, r.Number, T[$"admin.guides.origin.{r.Origin}"], T[r.Current ? "admin.guides.current" : "admin.guides.not-current"], r.Engagements, ChinaTime.Local(r.AddedAt)]);


    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (Pack is null || Pack.Length == 0)
        {
            ModelState.AddModelError(nameof(Pack), T["admin.guides.no-file"]);
            return;
        }

        var files = await GuideArchive.ReadAsync(Pack.OpenReadStream(), Path.GetFileName(Pack.FileName), cancellationToken);
        var faults = uploads.FaultsOf(files);
        if (faults.Count > 0)
        {
            Template = new TemplateFaultsView(T.Say("template.page.faults", ("file", files.Pack.ReportTemplate), ("count", faults.Count)), faults);
            return;
        }

        _files = files;
    }

    public void Refuse(UnreadableException unreadable)
    {
        (FaultCount, Faults) = (unreadable.Total, [.. unreadable.Faults.Select(f => (f.Path == "$" ? unreadable.File : $"{unreadable.File} {f.Path}", T.Say(f.What)))]);
        Rows = [];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => _files is null
        ? await RedrawAsync(cancellationToken)
        : LocalRedirect($"/admin/guides/{await uploads.TakeInAsync(User.Actor(), _files, cancellationToken)}");
}
