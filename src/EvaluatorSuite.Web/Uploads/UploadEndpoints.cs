using System.Globalization;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Uploads;

/// <summary>Where evidence goes up: from the firm's pages and from the portal, by the same form.</summary>
public static class UploadEndpoints
{
    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/engagements/{engagementId:guid}/evidence/files", StaffAsync);
        routes.MapPost("/portal/engagements/{engagementId:guid}/files", OrganizerAsync).RequireAuthorization(SignInRegistration.Portal);
    }

    private static async Task<IResult> StaffAsync(Guid engagementId, HttpContext http, SuiteDb db, EvidenceUpload upload, CancellationToken cancellationToken)
    {
        var parts = await db.PartsAsync(http.User.Actor(), engagementId, cancellationToken);
        return parts == EngagementParts.None ? Results.NotFound()
            : !parts.May(EngagementAct.Record) ? Results.Forbid()
            : await upload.RunAsync(http, engagementId, $"/engagements/{engagementId}/evidence/receipts", cancellationToken);
    }

    private static async Task<IResult> OrganizerAsync(Guid engagementId, HttpContext http, SuiteDb db, EvidenceUpload upload, CancellationToken cancellationToken)
    {
        var mine = http.User.Actor().Organizations;
        return await db.Engagements.AnyAsync(e => e.Id == engagementId && mine.Contains(e.Event.OrganizerId), cancellationToken)
            ? await upload.RunAsync(http, engagementId, $"/portal/engagements/{engagementId}/receipts", cancellationToken)
            : Results.NotFound();
    }
}

/// <summary>Takes one form with files: the bytes first, outside any transaction; then their rows, the ledger entry and the receipt in one.</summary>
public sealed class EvidenceUpload(SuiteDb db, UploadReader reader, EvidenceService evidence, IAntiforgery antiforgery, SuiteOptions options, TextCatalog texts, TimeProvider clock)
{
    private const string Token = "__RequestVerificationToken";

    public async Task<IResult> RunAsync(HttpContext http, Guid engagementId, string receipts, CancellationToken cancellationToken)
    {
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = null;
        var trusted = false;
        IReadOnlyList<string> before = [];
        ReceivedUpload upload;
        try
        {
            upload = await reader.ReadAsync(http.Request, options.EvidenceFileMegabytes * 1_000_000L, MayGoOnAsync, cancellationToken);
        }
        catch (MissingException)
        {
            return Results.NotFound();
        }

        if (!trusted || !Guid.TryParse(upload.Fields.GetValueOrDefault(PostFilter.FormKey), out var id))
        {
            return Results.BadRequest();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.UploadReceipts.AnyAsync(r => r.Id == id, cancellationToken))
        {
            try
            {
                await RegisterAsync(http.User.Actor(), engagementId, id, upload, before, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
            catch (MissingException)
            {
                // What the files were to be put to is not there, or not for whoever sends them.
                return Results.NotFound();
            }
            catch (ForbiddenException)
            {
                return Results.Forbid();
            }
            catch (DbUpdateException failure) when (db.IsDuplicate(failure))
            {
                // The same form came twice at once; the other one has registered it.
                await transaction.RollbackAsync(cancellationToken);
            }
        }

        return Results.LocalRedirect($"{receipts}/{id}");

        async Task<long> MayGoOnAsync(IReadOnlyDictionary<string, string> fields)
        {
            // The check reads a form unless the token stands in the header; the form is ours to read here, and without a token there is nothing to check.
            var token = fields.GetValueOrDefault(Token);
            http.Request.Headers["RequestVerificationToken"] = token;
            trusted = !string.IsNullOrEmpty(token) && await antiforgery.IsRequestValidAsync(http);
            if (!trusted)
            {
                throw new BadHttpRequestException("The form has no valid token; open the page again and send it from there.");
            }

            try
            {
                await evidence.ExpectAsync(http.User.Actor(), engagementId, FactsOf(fields), cancellationToken);
            }
            catch (RefusedException refused)
            {
                before = [.. refused.Refusals.Select(r => texts.Say(r.Reason))];
                return UploadReader.KeepNothing;
            }

            db.ChangeTracker.Clear();
            return options.EvidenceQuota - await evidence.SizeAsync(engagementId, cancellationToken);
        }
    }

    private async Task RegisterAsync(Actor actor, Guid engagementId, Guid id, ReceivedUpload upload, IReadOnlyList<string> before, CancellationToken cancellationToken)
    {
        var kept = upload.Files.Where(f => f.Bytes is not null).Select(f => new KeptFile(f.Name, f.Bytes!)).ToList();
        IReadOnlyList<string> keys = [];
        List<string> refusals = upload.Files.Count == 0 ? [texts["upload.none"]] : [.. before];
        if (kept.Count > 0)
        {
            await db.Database.CurrentTransaction!.CreateSavepointAsync("files", cancellationToken);
            try
            {
                keys = await evidence.TakeInAsync(actor, engagementId, FactsOf(upload.Fields), kept, options.EvidenceQuota, cancellationToken);
            }
            catch (RefusedException refused)
            {
                await db.Database.CurrentTransaction.RollbackToSavepointAsync("files", cancellationToken);
                db.ChangeTracker.Clear();
                refusals.AddRange(refused.Refusals.Select(r => texts.Say(r.Reason)));
            }
        }

        var next = 0;
        db.UploadReceipts.Add(new UploadReceipt
        {
            Id = id,
            EngagementId = engagementId,
            UserId = actor.UserId,
            At = clock.GetUtcNow(),
            Refusals = refusals,
            Files = [.. upload.Files.Select(f => new UploadedFile(
                f.Name, f.Bytes is not null && keys.Count > 0 ? keys[next++] : null, f.Bytes?.Sha256, f.Size, f.Refusal is { } why ? texts.Say(why) : null))],
        });
        await db.SaveChangesAsync(cancellationToken);
    }

    private static UploadFacts FactsOf(IReadOnlyDictionary<string, string> fields) => new(
        fields.GetValueOrDefault("Title"), fields.GetValueOrDefault("Kind"),
        Guid.TryParse(fields.GetValueOrDefault("ProvidedBy"), out var provider) ? provider : null,
        DateOf(fields.GetValueOrDefault("PeriodFrom")), DateOf(fields.GetValueOrDefault("PeriodTo")), fields.GetValueOrDefault("Attach"));

    private static DateOnly? DateOf(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
