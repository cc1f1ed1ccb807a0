using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.SignOff;
using EvaluatorSuite.Domain.Archives;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Archives;

/// <summary>A file of an archive beside its entries.</summary>
/// <param name="Content">Null for one that lies in the evidence store under its digest.</param>
public sealed record ArchivePart(ArchiveFile File, byte[]? Content)
{
    public static ArchivePart Of(string name, byte[] content) =>
        new(new ArchiveFile(name, content.Length, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content))), content);
}

/// <summary>
/// Makes the files of an engagement's archive from what is in the database. The same state gives the same bytes: the ledger holds their digests from
/// the moment of the export, and the archive is written afterwards.
/// </summary>
public sealed class ArchiveParts(SuiteDb db, IEvidenceStore files, ContentStore contents, ArchiveIndex index)
{
    /// <param name="before">The entry of the export itself; everything before it is told.</param>
    public async Task<IReadOnlyList<ArchivePart>> OfEngagementAsync(Guid engagementId, long before, CancellationToken cancellationToken)
    {
        var (signatures, reports) = await SignaturesAsync(engagementId, cancellationToken);
        List<ArchivePart> parts =
        [
            ArchivePart.Of(ArchiveFiles.Index, await index.OfEngagementAsync(engagementId, before, cancellationToken)),
            ArchivePart.Of(ArchiveFiles.Disclosed, ArchiveJson.Write(await DisclosedAsync(engagementId, before, cancellationToken))),
            ArchivePart.Of(ArchiveFiles.Evidence, ArchiveJson.Write(await EvidenceAsync(engagementId, cancellationToken))),
            ArchivePart.Of(ArchiveFiles.Signatures, ArchiveJson.Write(signatures)),
        ];
        foreach (var root in signatures.Signatures.Where(s => s.Content is not null).Select(s => s.Root).Distinct())
        {
            parts.Add(ArchivePart.Of(ArchiveFiles.Content(root), System.Text.Encoding.UTF8.GetBytes((await contents.ReadAsync(root, cancellationToken)).Write())));
        }

        return [.. parts, .. reports];
    }

    private async Task<DisclosedEntries> DisclosedAsync(Guid engagementId, long before, CancellationToken cancellationToken)
    {
        var entries = await db.Ledger.Where(e => e.EngagementId == engagementId && e.Sequence < before).OrderBy(e => e.Sequence)
            .Select(e => new { e.Sequence, Erased = e.Payload == null }).ToListAsync(cancellationToken);
        return new DisclosedEntries([.. entries.Select(e => e.Sequence)], [.. entries.Where(e => e.Erased).Select(e => e.Sequence)]);
    }

    private async Task<IReadOnlyList<EvidenceRecord>> EvidenceAsync(Guid engagementId, CancellationToken cancellationToken)
    {
        var items = await db.Evidence.AsNoTracking().Where(e => e.EngagementId == engagementId).OrderBy(e => e.Position).ThenBy(e => e.Id).ToListAsync(cancellationToken);
        return [.. items.Select(e => e.Facts).Select(e => new EvidenceRecord(e.Key, e.File, e.Title, e.Kind, e.Size, e.Sha256, e.ReceivedAt, e.ReceivedFrom))];
    }

    private async Task<(SignatureList List, IReadOnlyList<ArchivePart> Reports)> SignaturesAsync(Guid engagementId, CancellationToken cancellationToken)
    {
        var signatures = await (from signature in db.Signatures.AsNoTracking()
                                where signature.EngagementId == engagementId
                                join version in db.ReportVersions on signature.VersionId equals version.Id
                                join stamp in db.TimeStamps.Where(s => s.StampedAt != null) on signature.Id equals stamp.SignatureId into stamps
                                from stamp in stamps.DefaultIfEmpty()
                                orderby signature.SignedAt, signature.Id
                                select new { Signature = signature, version.Number, version.Sha256, Stamp = stamp, Kept = db.ContentBodies.Any(b => b.Root == signature.Root) }).ToListAsync(cancellationToken);
        var issued = await db.IssuedReports.AsNoTracking().Where(r => r.EngagementId == engagementId).OrderBy(r => r.Year).ThenBy(r => r.Serial).ToListAsync(cancellationToken);
        var (records, parts) = (new List<IssuedRecord>(), signatures.Where(s => s.Stamp is not null).Select(s => ArchivePart.Of(ArchiveFiles.TimeStamp(s.Stamp.Id), s.Stamp.Token!)).ToList());
        foreach (var report in issued)
        {
            await using var kept = await files.OpenAsync(report.Sha256, cancellationToken);
            var name = ArchiveFiles.Report(report.Year, report.Serial);
            records.Add(new IssuedRecord(
                report.Number, report.IssuedAt, report.IssuedBy, report.Sha256, report.Root, kept is null ? null : name, Camel(report.State), report.StateAt, report.StateReason, report.SupersededBy));
            if (kept is not null)
            {
                parts.Add(new ArchivePart(new ArchiveFile(name, report.Size, report.Sha256), null));
            }
        }

        return (new SignatureList(
            [
                .. signatures.Select(s => new SignatureRecord(
                    Camel(s.Signature.Level), s.Signature.Name, s.Signature.SignedAt, s.Signature.Proof, s.Number, s.Sha256, s.Signature.Root, s.Signature.FactsRoot,
                    s.Kept ? ArchiveFiles.Content(s.Signature.Root) : null, s.Signature.VoidedAt, s.Signature.VoidedBy, s.Signature.VoidedCount,
                    s.Stamp is null ? null : ArchiveFiles.TimeStamp(s.Stamp.Id), s.Stamp?.StampedAt, s.Stamp?.Authority)),
            ],
            records), parts);
    }

    private static string Camel<T>(T value) where T : struct, Enum => char.ToLowerInvariant($"{value}"[0]) + $"{value}"[1..];
}
