using System.Globalization;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Uploads;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Api;

/// <summary>A form with files: its fields come before them.</summary>
public sealed record EvidenceForm
{
    /// <summary>The file's own name when absent.</summary>
    public string? Title { get; init; }

    /// <summary>Kind of evidence: <c>invoice</c>, <c>meter-reading</c> and so on.</summary>
    public string? Kind { get; init; }

    /// <summary>Id of the organization that it comes from; the organizer when absent.</summary>
    public Guid? ProvidedBy { get; init; }

    /// <summary>First day that it speaks of.</summary>
    public DateOnly? PeriodFrom { get; init; }

    /// <summary>Last day that it speaks of.</summary>
    public DateOnly? PeriodTo { get; init; }

    /// <summary>What it is given for: <c>request:R1</c>, <c>finding:NC-1</c>, <c>site:S2</c> or <c>item:…</c>.</summary>
    public string? Attach { get; init; }

    public IFormFileCollection? Files { get; init; }
}

public static class EvidenceEndpoints
{
    public static void MapEvidence(this IEndpointRouteBuilder engagement)
    {
        var group = engagement.MapGroup("/evidence").WithTags("Evidence");
        group.MapRead("", ListAsync);
        group.MapRead("/{key}", BytesAsync).Produces<FileStream>(StatusCodes.Status200OK, "application/octet-stream");
        group.MapPost("", TakeInAsync).AddEndpointFilter(new PartFilter(EngagementAct.Record)).Needs(TokenScopes.WriteEvidence)
            .Accepts<EvidenceForm>("multipart/form-data").WithMetadata(new RunsItself()).Produces<IReadOnlyList<RowView<EvidenceFacts>>>(StatusCodes.Status201Created, RequestBody.Json);
    }

    /// <summary>What was handed over.</summary>
    internal static Task<Found<Page<RowView<EvidenceFacts>>>> ListAsync(Guid engagementId, SuiteDb db, string? cursor, string? limit, CancellationToken cancellationToken) =>
        db.RowsAsync<EvidenceItem, EvidenceFacts>(engagementId, cursor, limit, cancellationToken);

    /// <summary>The bytes of one piece, as they were handed over.</summary>
    internal static async Task<IResult> BytesAsync(Guid engagementId, string key, SuiteDb db, IEvidenceStore store, CancellationToken cancellationToken)
    {
        var item = await db.Evidence.AsNoTracking().Where(e => e.EngagementId == engagementId && e.Facts.Key == key).Select(e => e.Facts).SingleOrDefaultAsync(cancellationToken);
        var bytes = item?.Sha256 is { } digest ? await store.OpenAsync(digest, cancellationToken) : null;
        return bytes is null ? throw new MissingException(nameof(EvidenceItem)) : Results.File(bytes, "application/octet-stream", Path.GetFileName(item!.File));
    }

    /// <summary>Hands files in, all of them or none.</summary>
    /// <remarks>Files are streamed into the store as they arrive. The same form under the same <c>Idempotency-Key</c> is registered once.</remarks>
    internal static async Task<IResult> TakeInAsync(
        Guid engagementId, HttpContext http, SuiteDb db, ApiActs acts, UploadReader reader, UploadRooms rooms, EvidenceService evidence, SuiteOptions options, CancellationToken cancellationToken)
    {
        var key = ApiActs.KeyOf(http.Request);
        var answered = await acts.IsAnsweredAsync(http, key);
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = null;
        UploadRoom? room = null;
        try
        {
            var upload = await reader.ReadAsync(http.Request, options.EvidenceFileMegabytes * 1_000_000L, OpenAsync, cancellationToken);
            RefusedException.ThrowIfAny(upload.Files.Count == 0 ? [new Refusal(new Message("upload.none"), "Files")] : [.. upload.Files.Where(f => f.Refusal is not null).Select(f => new Refusal(f.Refusal!, "Files"))]);
            return await acts.OnceAsync(http, key, DigestOf(http, upload), () => RegisterAsync(upload));
        }
        finally
        {
            if (room is not null)
            {
                await room.DisposeAsync();
            }
        }

        // Before the first file arrives: what the form says is read and refused first. What was answered before is answered again, and nothing is kept for it.
        async Task<UploadRoom?> OpenAsync(IReadOnlyDictionary<string, string> fields)
        {
            var facts = FactsOf(fields);
            return answered ? null
                : room = await rooms.OpenAsync(http.User.Actor(), engagementId, facts, options.EvidenceQuota, http.Request.ContentLength, cancellationToken);
        }

        async Task<Answer> RegisterAsync(ReceivedUpload upload)
        {
            var files = upload.Files.Select(f => new KeptFile(f.Name, f.Bytes!)).ToList();
            var keys = await evidence.TakeInAsync(http.User.Actor(), engagementId, FactsOf(upload.Fields), files, room ?? throw new InvalidOperationException("The key was let go while the form arrived; send it again."), cancellationToken);
            var rows = await db.Evidence.AsNoTracking().Where(e => e.EngagementId == engagementId && keys.Contains(e.Facts.Key)).OrderBy(e => e.Position).ToListAsync(cancellationToken);
            return new Made<IReadOnlyList<RowView<EvidenceFacts>>>([.. rows.Select(r => r.View())], $"{ApiRegistration.Root}/engagements/{engagementId}/evidence");
        }
    }

    private static string DigestOf(HttpContext http, ReceivedUpload upload) =>
        RequestBody.DigestOf(http, string.Join('\n', upload.Fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}").Concat(upload.Files.Select(f => $"{f.Bytes!.Sha256} {f.Name}"))));

    private static UploadFacts FactsOf(IReadOnlyDictionary<string, string> fields)
    {
        string[] known = ["title", "kind", "providedBy", "periodFrom", "periodTo", "attach"];
        var wrong = fields.Keys.Where(k => !known.Contains(k, StringComparer.OrdinalIgnoreCase))
            .Select(k => new Refusal(new Message("json.unknown-property", ("name", k.Length > 60 ? k[..60] : k), ("allowed", string.Join(", ", known))), k)).ToArray();
        if (wrong.Length > 0)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, wrong);
        }

        var list = new RefusalList();
        var provider = fields.GetValueOrDefault("providedBy");
        var providerId = Guid.TryParse(provider, out var id) ? id : (Guid?)null;
        list.Add(!string.IsNullOrEmpty(provider) && providerId is null, "ProvidedBy", "json.id", ("value", provider ?? ""));
        var facts = new UploadFacts(fields.GetValueOrDefault("title"), fields.GetValueOrDefault("kind"), providerId, Date("periodFrom"), Date("periodTo"), fields.GetValueOrDefault("attach"));
        list.ThrowIfAny();
        return facts;

        DateOnly? Date(string name)
        {
            var text = fields.GetValueOrDefault(name);
            var date = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null;
            list.Add(!string.IsNullOrEmpty(text) && date is null, name, "json.date", ("value", text ?? ""));
            return date;
        }
    }
}
