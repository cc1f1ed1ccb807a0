using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Application.SignOff;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Downloads;

/// <summary>Files of an engagement, always as attachments: nothing that somebody handed over is ever shown by the browser under our address.</summary>
public static class DownloadEndpoints
{
    private const string WordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static void MapDownloads(this IEndpointRouteBuilder routes)
    {
        var engagement = routes.MapGroup("/engagements/{engagementId:guid}").AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            var id = Guid.Parse((string)http.Request.RouteValues["engagementId"]!);
            var parts = await http.RequestServices.GetRequiredService<SuiteDb>().PartsAsync(http.User.Actor(), id, http.RequestAborted);
            return parts.May(EngagementAct.Read) ? await next(context) : Results.NotFound();
        });
        engagement.MapGet("/report.docx", ReportAsync);
        engagement.MapGet("/verdict.json", VerdictAsync);
        engagement.MapGet("/evidence/{key}", EvidenceAsync);
        engagement.MapGet("/handed/{reportId:guid}", HandedAsync);
        engagement.MapGet("/versions/{versionId:guid}", VersionAsync);
        engagement.MapGet("/issued/{reportId:guid}", IssuedAsync);
        engagement.MapGet("/forms/{name}.docx", FormAsync);
        engagement.MapGet("/stamps/{stampId:guid}.tst", LedgerDownloads.StampAsync);
        routes.MapGet("/ledger/anchors/{sequence:long}.tst", LedgerDownloads.AnchorAsync).RequireAuthorization(SignInRegistration.LedgerPeriods);
        engagement.MapGet("/ledger/archive/{sequence:long}.zip", LedgerDownloads.EngagementAsync);
        routes.MapGet("/ledger/archive/{sequence:long}.zip", LedgerDownloads.PeriodAsync).RequireAuthorization(SignInRegistration.LedgerPeriods);
        routes.MapGet("/portal/engagements/{engagementId:guid}/forms/{name}.docx", PortalFormAsync).RequireAuthorization(SignInRegistration.Portal);
        routes.MapGet("/portal/engagements/{engagementId:guid}/reports/{reportId:guid}", PortalReportAsync).RequireAuthorization(SignInRegistration.Portal);
        routes.MapGet("/portal/engagements/{engagementId:guid}/issued/{reportId:guid}", PortalIssuedAsync).RequireAuthorization(SignInRegistration.Portal);
        routes.MapGet("/admin/workflows/definitions/{sha256:length(64)}", DefinitionAsync).RequireAuthorization(SignInRegistration.Administrators);
        routes.MapGet("/admin/guides/{digest:length(64)}/sample.docx", SampleAsync).RequireAuthorization(SignInRegistration.Administrators);
        engagement.MapGet("/inventory.csv", InventoryDownloads.LinesAsync);
        engagement.MapGet("/inventory/template.csv", InventoryDownloads.Template);
    }

    private static async Task<IResult> ReportAsync(Guid engagementId, EngagementViews views, ReportDrafts drafts, TextCatalog texts, CancellationToken cancellationToken)
    {
        var view = await views.GetAsync(engagementId, cancellationToken);
        var document = await drafts.RenderAsync(view.Facts, view.Verdict, texts, cancellationToken);
        return Results.File(document, WordType, $"{view.Facts.Event.Name}-{texts["page.report.file"]}.docx");
    }

    private static async Task<IResult> VerdictAsync(Guid engagementId, EngagementViews views, TextCatalog texts, CancellationToken cancellationToken)
    {
        var view = await views.GetAsync(engagementId, cancellationToken);
        return Results.File(VerdictJson.Write(view.Facts.Guide, view.Verdict, texts), "application/json", "verdict.json");
    }

    private static async Task<IResult> HandedAsync(Guid engagementId, Guid reportId, SuiteDb db, IEvidenceStore store, CancellationToken cancellationToken)
    {
        var report = await db.HandedReports.AsNoTracking().SingleOrDefaultAsync(h => h.Id == reportId && h.EngagementId == engagementId, cancellationToken);
        var bytes = report is null ? null : await store.OpenAsync(report.Sha256, cancellationToken);
        return bytes is null ? Results.NotFound() : Results.File(bytes, WordType, report!.FileName);
    }

    // The first fetching is the organizer's receipt for the draft.
    private static async Task<IResult> PortalReportAsync(Guid engagementId, Guid reportId, HttpContext http, SuiteDb db, IEvidenceStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var mine = http.User.Actor().Organizations;
        if (!await db.Engagements.AnyAsync(e => e.Id == engagementId && mine.Contains(e.Event.OrganizerId), cancellationToken))
        {
            return Results.NotFound();
        }

        var now = clock.GetUtcNow();
        await db.HandedReports.Where(h => h.Id == reportId && h.EngagementId == engagementId && h.FetchedAt == null)
            .ExecuteUpdateAsync(h => h.SetProperty(r => r.FetchedAt, now), cancellationToken);
        return await HandedAsync(engagementId, reportId, db, store, cancellationToken);
    }

    private static async Task<IResult> VersionAsync(Guid engagementId, Guid versionId, SuiteDb db, IEvidenceStore store, CancellationToken cancellationToken)
    {
        var version = await db.ReportVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == versionId && v.EngagementId == engagementId, cancellationToken);
        var bytes = version is null ? null : await store.OpenAsync(version.Sha256, cancellationToken);
        return bytes is null ? Results.NotFound() : Results.File(bytes, WordType, version!.FileName);
    }

    private static async Task<IResult> IssuedAsync(Guid engagementId, Guid reportId, SuiteDb db, IEvidenceStore store, CancellationToken cancellationToken)
    {
        var report = await db.IssuedReports.AsNoTracking().SingleOrDefaultAsync(r => r.Id == reportId && r.EngagementId == engagementId, cancellationToken);
        var bytes = report is null ? null : await store.OpenAsync(report.Sha256, cancellationToken);
        return bytes is null ? Results.NotFound() : Results.File(bytes, WordType, report!.FileName);
    }

    // The first fetching is the receipt of the delivery.
    private static async Task<IResult> PortalIssuedAsync(Guid engagementId, Guid reportId, HttpContext http, SuiteDb db, IEvidenceStore store, ReportDelivery delivery, CancellationToken cancellationToken)
    {
        var actor = http.User.Actor();
        if (!await db.IssuedReports.AnyAsync(r => r.Id == reportId && r.EngagementId == engagementId && actor.Organizations.Contains(r.OrganizerId), cancellationToken))
        {
            return Results.NotFound();
        }

        var file = await IssuedAsync(engagementId, reportId, db, store, cancellationToken);
        if (file is FileStreamHttpResult)
        {
            await delivery.EnterAsync(actor, engagementId, reportId, cancellationToken);
        }

        return file;
    }

    private static async Task<IResult> DefinitionAsync(string sha256, SuiteDb db, CancellationToken cancellationToken) =>
        await db.DefinitionVersions.AsNoTracking().SingleOrDefaultAsync(d => d.Sha256 == sha256, cancellationToken) is { } definition
            ? Results.File(definition.Json, "application/json", $"{definition.Key}.json") : Results.NotFound();

    private static async Task<IResult> SampleAsync(string digest, GuideStore guides, GuideUploads uploads, SampleReports samples, TextCatalog texts, CancellationToken cancellationToken)
    {
        if (await guides.FindAsync(digest, cancellationToken) is not { } pack || (await uploads.FaultsOfAsync(digest, cancellationToken)).Count > 0)
        {
            return Results.NotFound();
        }

        var sample = await samples.RenderAsync(pack, await guides.ReportTemplateAsync(digest, cancellationToken), texts, cancellationToken);
        return Results.File(sample.Document, WordType, texts.Say("template.page.sample-name", ("key", pack.Key), ("version", pack.Version)));
    }

    private static async Task<IResult> FormAsync(Guid engagementId, string name, AnnexForms forms, TextCatalog texts, CancellationToken cancellationToken) =>
        await forms.FindAsync(engagementId, name, texts, cancellationToken) is { } form ? Results.File(form.Document, WordType, form.FileName) : Results.NotFound();

    private static async Task<IResult> PortalFormAsync(Guid engagementId, string name, HttpContext http, SuiteDb db, AnnexForms forms, TextCatalog texts, CancellationToken cancellationToken)
    {
        var mine = http.User.Actor().Organizations;
        return await db.Engagements.AnyAsync(e => e.Id == engagementId && mine.Contains(e.Event.OrganizerId), cancellationToken)
            ? await FormAsync(engagementId, name, forms, texts, cancellationToken)
            : Results.NotFound();
    }

    private static async Task<IResult> EvidenceAsync(Guid engagementId, string key, SuiteDb db, IEvidenceStore store, CancellationToken cancellationToken)
    {
        var item = await db.Evidence.AsNoTracking().Where(e => e.EngagementId == engagementId && e.Facts.Key == key).Select(e => e.Facts).SingleOrDefaultAsync(cancellationToken);
        var bytes = item?.Sha256 is { } digest ? await store.OpenAsync(digest, cancellationToken) : null;
        return bytes is null ? Results.NotFound() : Results.File(bytes, "application/octet-stream", Path.GetFileName(item!.File));
    }
}
