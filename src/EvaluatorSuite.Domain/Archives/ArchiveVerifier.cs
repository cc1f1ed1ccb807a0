using System.IO.Compression;
using EvaluatorSuite.Domain.Ledger;

namespace EvaluatorSuite.Domain.Archives;

/// <summary>What came of verifying an archive or a file of entries.</summary>
/// <param name="Manifest">Null for a bare file of entries, and where it cannot be read.</param>
/// <param name="Chain">Null where no entries could be read.</param>
/// <param name="Stamps">Time stamps that are over what was signed.</param>
public sealed record VerifiedLedger(ArchiveManifest? Manifest, ChainResult? Chain, IReadOnlyList<VerifiedStamp> Stamps, IReadOnlyList<LedgerFault> Faults, bool MayBeMore);

/// <summary>Verifies what was exported, knowing nothing but the file, and the hash of an entry if somebody kept one.</summary>
/// <param name="head">Which entry somebody wrote down or had anchored: whatever stands before it is proved by it.</param>
/// <param name="workers">How many processors to use.</param>
/// <param name="tokens">Reads the time stamps, and knows whose are trusted.</param>
public sealed class ArchiveVerifier(string? head, int workers, ITimeStampTokens tokens)
{
    private static readonly string[] Payloads = [ArchiveFiles.Exported, EngagementChecks.Reviewed, EngagementChecks.Approved, EngagementChecks.Issued];

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private readonly LedgerFaults _faults = new();
    private readonly List<VerifiedStamp> _stamps = [];

    /// <param name="name">What the file is called in what is found.</param>
    public async Task<VerifiedLedger> VerifyEntriesAsync(Stream entries, string name, CancellationToken cancellationToken)
    {
        var chain = await new ChainVerifier(name, new ChainQuestion(Head: head), _faults, workers).VerifyAsync(entries, long.MaxValue, cancellationToken);
        CheckNotEmpty(name, chain);
        CheckHead(name, chain);
        return new VerifiedLedger(null, chain, [], _faults.All, _faults.AreMost);
    }

    /// <param name="archive">Can be sought in.</param>
    public async Task<VerifiedLedger> VerifyArchiveAsync(Stream archive, CancellationToken cancellationToken)
    {
        try
        {
            using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
            var reading = new ArchiveReading(zip, archive.Length, _faults);
            var manifest = reading.List() ? reading.Manifest() : null;
            var chain = manifest is null ? null : await VerifyAsync(reading, manifest, cancellationToken);
            return new VerifiedLedger(manifest, chain, _stamps, _faults.All, _faults.AreMost);
        }
        catch (InvalidDataException broken)
        {
            _faults.Add("", "ledger.zip.none", ("reason", broken.Message));
            return new VerifiedLedger(null, null, [], _faults.All, _faults.AreMost);
        }
    }

    private async Task<ChainResult?> VerifyAsync(ArchiveReading reading, ArchiveManifest manifest, CancellationToken cancellationToken)
    {
        reading.Compare(manifest);
        var files = manifest.Files.DistinctBy(f => f.Name, StringComparer.Ordinal).ToDictionary(f => f.Name, StringComparer.Ordinal);
        var chain = files.TryGetValue(ArchiveFiles.Entries, out var entries) ? await VerifyAsync(reading, manifest, entries, cancellationToken) : null;
        if (!files.ContainsKey(ArchiveFiles.Entries))
        {
            _faults.Add(ArchiveFiles.Manifest, "ledger.manifest.lacks", ("name", ArchiveFiles.Entries));
        }

        var checks = new EngagementChecks(reading, manifest, files, tokens, _faults);
        if (manifest.Kind == ArchiveKind.Period)
        {
            CheckPeriod(manifest, chain);
        }
        else if (chain is not null)
        {
            checks.Check(chain);
            _stamps.AddRange(checks.Stamps);
        }

        foreach (var file in files.Values.Where(f => f.Name != ArchiveFiles.Entries && !checks.Done.Contains(f.Name)))
        {
            reading.Check(file);
        }

        return chain;
    }

    private async Task<ChainResult?> VerifyAsync(ArchiveReading reading, ArchiveManifest manifest, ArchiveFile entries, CancellationToken cancellationToken)
    {
        await using var stream = reading.Open(entries);
        if (stream is null)
        {
            return null;
        }

        var question = new ChainQuestion(manifest.Kind == ArchiveKind.Engagement ? manifest.Engagement : null, Payloads, head);
        var chain = await new ChainVerifier(entries.Name, question, _faults, workers).VerifyAsync(stream, entries.Size + 1, cancellationToken);
        if (!_faults.AreMost)
        {
            reading.Fits(entries, chain.Size, chain.Sha256);
            CheckNotEmpty(entries.Name, chain);
            CheckEnds(manifest, chain);
            CheckHead(entries.Name, chain);
        }

        return chain;
    }

    private void CheckNotEmpty(string name, ChainResult chain)
    {
        if (chain.First is null && _faults.All.Count == 0)
        {
            _faults.Add(name, "ledger.entries.none");
        }
    }

    private void CheckEnds(ArchiveManifest manifest, ChainResult chain)
    {
        if (chain.First is not { } first || chain.Last is not { } last)
        {
            return;
        }

        if (first.Sequence != manifest.First)
        {
            Add(first, new Message("ledger.manifest.first", ("manifest", manifest.First), ("actual", first.Sequence)));
        }

        if (last.Sequence != manifest.Last)
        {
            Add(last, new Message("ledger.manifest.last", ("manifest", manifest.Last), ("actual", last.Sequence)));
        }
        else if (last.Hash != manifest.Head)
        {
            Add(last, new Message("ledger.manifest.head"));
        }

        if (chain.Lines != manifest.Count)
        {
            _faults.Add(ArchiveFiles.Entries, "ledger.manifest.count", ("manifest", manifest.Count), ("actual", chain.Lines));
        }
    }

    // Nothing in the chain speaks of a period, so its archive has nothing but entries that could be wrong.
    private void CheckPeriod(ArchiveManifest manifest, ChainResult? chain)
    {
        if (manifest is not { From: { } from, To: { } to, Engagement: null, Name: null })
        {
            _faults.Add(ArchiveFiles.Manifest, "ledger.manifest.period");
            return;
        }

        foreach (var file in manifest.Files.Where(f => f.Name is not (ArchiveFiles.Entries or ArchiveFiles.Index)))
        {
            _faults.Add(ArchiveReading.Shown(file.Name), "ledger.manifest.not-of-period");
        }

        foreach (var end in new[] { chain?.First, chain?.Last }.OfType<ChainEdge>().Distinct().Where(e => DateOnly.FromDateTime(e.At.ToOffset(China).DateTime) is var day && (day < from || day > to)))
        {
            Add(end, new Message("ledger.manifest.outside"));
        }
    }

    private void Add(ChainEdge end, Message what) => _faults.Add(new LedgerFault(ArchiveFiles.Entries, end.Line, end.Sequence, what));

    private void CheckHead(string name, ChainResult chain)
    {
        if (head is not null && chain.HeadAt is null)
        {
            _faults.Add(name, "ledger.head.absent", ("hash", head));
        }
    }
}
