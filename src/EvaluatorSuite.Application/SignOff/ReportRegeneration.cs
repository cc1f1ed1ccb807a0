using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Reports;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.SignOff;

public enum Likeness
{
    /// <summary>The same, byte for byte.</summary>
    Same,

    /// <summary>Every part is the same, and the file around them is packed otherwise, as another version of the runtime may do.</summary>
    SameParts,

    Different,

    /// <summary>What it was written from, its photographs or the file itself are not kept.</summary>
    Unknown,
}

/// <param name="Sha256">Of the file as it was written again; null when it could not be.</param>
/// <param name="Parts">Of the file, which differ.</param>
public sealed record Regenerated(Guid Id, Likeness Likeness, string? Sha256, IReadOnlyList<string> Parts);

/// <summary>Writes a report again from what was kept of it, and compares. Nothing is entered and nothing replaced.</summary>
public sealed class ReportRegeneration(SuiteDb db, ContentStore contents, ReportDrafts drafts, IEvidenceStore files)
{
    /// <param name="reportId">Of a version that was put forward for signing, or of an issued report.</param>
    /// <returns>Null when the engagement has no such report.</returns>
    public async Task<Regenerated?> CompareAsync(Guid engagementId, Guid reportId, CancellationToken cancellationToken)
    {
        var sha256 = await db.IssuedReports.Where(r => r.Id == reportId && r.EngagementId == engagementId).Select(r => r.Sha256)
            .Concat(db.ReportVersions.Where(v => v.Id == reportId && v.EngagementId == engagementId).Select(v => v.Sha256)).SingleOrDefaultAsync(cancellationToken);
        return sha256 is null ? null : await CompareAsync(reportId, sha256, cancellationToken);
    }

    private async Task<Regenerated> CompareAsync(Guid id, string sha256, CancellationToken cancellationToken)
    {
        byte[] again;
        try
        {
            if (await contents.SourceAsync(sha256, cancellationToken) is not { } source)
            {
                return new Regenerated(id, Likeness.Unknown, null, []);
            }

            again = await drafts.RenderAsync(source, cancellationToken);
        }
        catch (Exception broken) when (broken is InvalidDataException or InvalidOperationException or JsonException)
        {
            // A photograph is gone, or what is kept is no longer what was written.
            return new Regenerated(id, Likeness.Unknown, null, []);
        }

        // The digest on record decides, not the file beside it: both could have been exchanged together with what is kept.
        var digest = Convert.ToHexStringLower(SHA256.HashData(again));
        if (digest == sha256)
        {
            return new Regenerated(id, Likeness.Same, digest, []);
        }

        await using var kept = await files.OpenAsync(sha256, cancellationToken);
        return kept is null ? new Regenerated(id, Likeness.Unknown, digest, [])
            : await DifferencesAsync(kept, again, cancellationToken) is { Count: > 0 } parts ? new Regenerated(id, Likeness.Different, digest, parts)
            : new Regenerated(id, Likeness.SameParts, digest, []);
    }

    private static async Task<IReadOnlyList<string>> DifferencesAsync(Stream kept, byte[] again, CancellationToken cancellationToken)
    {
        var (before, after) = (await PartsAsync(kept, cancellationToken), await PartsAsync(new MemoryStream(again), cancellationToken));
        return [.. before.Keys.Union(after.Keys, StringComparer.Ordinal).Where(name => before.GetValueOrDefault(name) != after.GetValueOrDefault(name)).Order(StringComparer.Ordinal)];
    }

    private static async Task<Dictionary<string, string>> PartsAsync(Stream file, CancellationToken cancellationToken)
    {
        await using var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: true, null, cancellationToken);
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            await using var part = await entry.OpenAsync(cancellationToken);
            parts[entry.FullName] = Convert.ToHexStringLower(await SHA256.HashDataAsync(part, cancellationToken));
        }

        return parts;
    }
}
