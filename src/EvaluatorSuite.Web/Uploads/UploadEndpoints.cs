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
public sealed class EvidenceUpload(SuiteDb db, UploadReader reader, UploadRooms rooms, EvidenceService evidence, IAntiforgery antiforgery, SuiteOptions options, TextCatalog texts, TimeProvider clock)
{
    private const string Token = "__RequestVerificationToken";

    public async Task<IResult> RunAsync(HttpContext http, Guid engagementId, string receipts, CancellationToken cancellationToken)
    {
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = null;
        var run = new Run(http.User.Actor(), engagementId);
        try
        {
            var upload = await reader.ReadAsync(http.Request, options.EvidenceFileMegabytes * 1_000_000L, fields => OpenAsync(http, run, fields, cancellationToken), cancellationToken);
            var receipt = run.Answered ?? await RegisterAsync(run, upload, cancellationToken);
            return run.Has(receipt) && receipt.IsOf(upload.Files.Select(f => (f.Name, f.Sha256)))
                ? Results.LocalRedirect($"{receipts}/{run.Id}")
                : Another(http, run, receipt, receipts);
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
        finally
        {
            if (run.Room is not null)
            {
                await run.Room.DisposeAsync();
            }
        }
    }

    // Everything that can be refused before the files is; a form that would be refused whatever they hold is read to its end and nothing of it kept.
    private async Task<UploadRoom?> OpenAsync(HttpContext http, Run run, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken)
    {
        // The check reads a form unless the token stands in the header; the form is ours to read here, and without a token there is nothing to check.
        var token = fields.GetValueOrDefault(Token);
        http.Request.Headers["RequestVerificationToken"] = token;
        if (string.IsNullOrEmpty(token) || !await antiforgery.IsRequestValidAsync(http) || !Guid.TryParse(fields.GetValueOrDefault(PostFilter.FormKey), out var id))
        {
            throw new BadHttpRequestException("The form has no valid token; open the page again and send it from there.");
        }

        run.Id = id;
        run.Answered = await FindAsync(id, cancellationToken);
        try
        {
            return run.Room = run.Answered is not null ? null
                : await rooms.OpenAsync(run.Actor, run.EngagementId, FactsOf(fields), options.EvidenceQuota, http.Request.ContentLength, cancellationToken);
        }
        catch (RefusedException refused)
        {
            run.Refusals = refused.Refusals;
            return null;
        }
    }

    // The key of a form that was used for other files before: nothing of this one is registered, and whoever sent it has to know.
    private IResult Another(HttpContext http, Run run, UploadReceipt receipt, string receipts)
    {
        var page = receipts[..receipts.LastIndexOf('/')];

        // The page that says so would read it otherwise.
        http.Request.Form = FormCollection.Empty;
        http.Features.Set(new RefusedUpload(texts["upload.another"], page, run.Has(receipt) ? $"{receipts}/{receipt.Id}" : null));
        return Results.StatusCode(StatusCodes.Status422UnprocessableEntity);
    }

    private Task<UploadReceipt?> FindAsync(Guid id, CancellationToken cancellationToken) => db.UploadReceipts.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellationToken);

    /// <returns>The receipt that stands under the key of the form: this one, or that of another form that came first.</returns>
    private async Task<UploadReceipt> RegisterAsync(Run run, ReceivedUpload upload, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            var (keys, refusals) = await TakeInAsync(run, upload, cancellationToken);
            var receipt = Receipt(run, upload, keys, refusals);
            db.UploadReceipts.Add(receipt);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return receipt;
        }
        catch (DbUpdateException failure) when (db.IsDuplicate(failure))
        {
            // The same form came twice at once; the other one has registered it.
            await transaction.RollbackAsync(cancellationToken);
            return await FindAsync(run.Id, cancellationToken) ?? throw new InvalidOperationException("The form was registered twice and has no receipt.", failure);
        }
    }

    /// <returns>The keys given, in the order of the files that were kept; or why none was.</returns>
    private async Task<(IReadOnlyList<string> Keys, IReadOnlyList<string> Refusals)> TakeInAsync(Run run, ReceivedUpload upload, CancellationToken cancellationToken)
    {
        var kept = upload.Files.Where(f => f.Bytes is not null).Select(f => new KeptFile(f.Name, f.Bytes!)).ToList();
        if (upload.Files.Count == 0 || run.Room is null)
        {
            return ([], run.Room is null ? Said(run.Refusals) : [texts["upload.none"]]);
        }

        if (kept.Count == 0)
        {
            return ([], []);
        }

        await db.Database.CurrentTransaction!.CreateSavepointAsync("files", cancellationToken);
        try
        {
            return (await evidence.TakeInAsync(run.Actor, run.EngagementId, FactsOf(upload.Fields), kept, run.Room, cancellationToken), []);
        }
        catch (RefusedException refused)
        {
            // Found only now: somebody has changed something while the files arrived.
            await db.Database.CurrentTransaction.RollbackToSavepointAsync("files", cancellationToken);
            db.ChangeTracker.Clear();
            return ([], Said(refused.Refusals));
        }
    }

    private UploadReceipt Receipt(Run run, ReceivedUpload upload, IReadOnlyList<string> keys, IReadOnlyList<string> refusals)
    {
        var next = 0;
        return new UploadReceipt
        {
            Id = run.Id,
            EngagementId = run.EngagementId,
            UserId = run.Actor.UserId,
            At = clock.GetUtcNow(),
            Refusals = refusals,
            Files = [.. upload.Files.Select(f => new UploadedFile(
                f.Name, f.Bytes is not null && keys.Count > 0 ? keys[next++] : null, f.Sha256, f.Size, f.Refusal is { } why ? texts.Say(why) : null))],
        };
    }

    private IReadOnlyList<string> Said(IReadOnlyList<Refusal> refusals) => [.. refusals.Select(r => texts.Say(r.Reason))];

    private static UploadFacts FactsOf(IReadOnlyDictionary<string, string> fields) => new(
        fields.GetValueOrDefault("Title"), fields.GetValueOrDefault("Kind"),
        Guid.TryParse(fields.GetValueOrDefault("ProvidedBy"), out var provider) ? provider : null,
        DateOf(fields.GetValueOrDefault("PeriodFrom")), DateOf(fields.GetValueOrDefault("PeriodTo")), fields.GetValueOrDefault("Attach"));

    private static DateOnly? DateOf(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>What is known of one upload before its files arrive.</summary>
    private sealed class Run(Actor actor, Guid engagementId)
    {
        public Actor Actor { get; } = actor;
        public Guid EngagementId { get; } = engagementId;

        /// <summary>Of the form, and of its receipt.</summary>
        public Guid Id { get; set; }

        /// <summary>What the form was answered with before.</summary>
        public UploadReceipt? Answered { get; set; }

        public UploadRoom? Room { get; set; }
        public IReadOnlyList<Refusal> Refusals { get; set; } = [];

        /// <summary>Whether a receipt is of this engagement and this person.</summary>
        public bool Has(UploadReceipt receipt) => receipt.EngagementId == EngagementId && receipt.UserId == Actor.UserId;
    }
}
