using System.Text;
using System.Text.Json;
using EvaluatorSuite.Domain.Ledger;
using EvaluatorSuite.Domain.SignOff;

namespace EvaluatorSuite.Domain.Archives;

/// <summary>
/// What ties the files of an engagement's archive to its chain: the entry of the export names their digests, and the entries of signatures and
/// issues name what was signed and issued. Whoever changes one of the files has to change the chain.
/// </summary>
internal sealed class EngagementChecks(ArchiveReading reading, ArchiveManifest manifest, IReadOnlyDictionary<string, ArchiveFile> files, ITimeStampTokens tokens, LedgerFaults faults)
{
    public const string Reviewed = "report.reviewed";
    public const string Approved = "report.approved";
    public const string Issued = "report.issued";

    private readonly Dictionary<string, SignedContent?> _contents = new(StringComparer.Ordinal);

    /// <summary>Names of files that need not be looked at again.</summary>
    public HashSet<string> Done { get; } = new(StringComparer.Ordinal);

    public List<VerifiedStamp> Stamps { get; } = [];

    public void Check(ChainResult chain)
    {
        if (manifest is not { Engagement: not null, Name: not null, From: null, To: null })
        {
            faults.Add(ArchiveFiles.Manifest, "ledger.manifest.subject");
        }

        if (chain.Entries is not [.., { Action: ArchiveFiles.Exported } export] || export.Sequence != chain.Last?.Sequence || export.Payload is null)
        {
            faults.Add(new LedgerFault(ArchiveFiles.Entries, chain.Lines, chain.Last?.Sequence, new Message("ledger.export.absent", ("action", ArchiveFiles.Exported))));
        }
        else if (Payload<ExportedPayload>(export) is { } told)
        {
            CheckManifest(export, told, chain);
            CheckFiles(told.Files);
        }

        if (Read(ArchiveFiles.Disclosed, ArchiveJson.Read<DisclosedEntries>) is { } disclosed)
        {
            CheckDisclosed(disclosed, chain);
        }

        Read(ArchiveFiles.Evidence, ArchiveJson.Read<IReadOnlyList<EvidenceRecord>>);
        if (Read(ArchiveFiles.Signatures, ArchiveJson.Read<SignatureList>) is { } list)
        {
            CheckSignatures(list, chain);
            CheckIssued(list, chain);
        }
    }

    private void CheckManifest(OpenEntry export, ExportedPayload told, ChainResult chain)
    {
        (string Name, bool Fits)[] parts = [("name", manifest.Name == told.Name), ("exportedBy", manifest.ExportedBy == told.By), ("exportedAt", manifest.ExportedAt == export.At)];
        foreach (var (name, _) in parts.Where(p => !p.Fits))
        {
            faults.Add(ArchiveFiles.Manifest, "ledger.manifest.told", ("name", name));
        }

        if (told.First != chain.First?.Sequence)
        {
            faults.Add(new LedgerFault(ArchiveFiles.Entries, 1, chain.First?.Sequence, new Message("ledger.export.first", ("first", told.First))));
        }
    }

    private void CheckFiles(IReadOnlyDictionary<string, string> told)
    {
        foreach (var file in files.Values.Where(f => f.Name != ArchiveFiles.Entries && told.GetValueOrDefault(f.Name) != f.Sha256))
        {
            faults.Add(ArchiveReading.Shown(file.Name), told.ContainsKey(file.Name) ? "ledger.export.altered" : "ledger.export.unknown");
        }

        foreach (var name in told.Keys.Where(n => !files.ContainsKey(n)))
        {
            faults.Add(ArchiveReading.Shown(name), "ledger.export.missing");
        }
    }

    // A closed line verifies as an open one does; that one was closed afterwards, or its payload taken out, shows here alone.
    private void CheckDisclosed(DisclosedEntries disclosed, ChainResult chain)
    {
        var open = chain.Entries.Select(e => e.Sequence).ToHashSet();
        var (told, erased) = (disclosed.Entries.ToHashSet(), disclosed.WithoutPayload.ToHashSet());
        var (first, last) = (chain.First?.Sequence ?? 0, chain.Last?.Sequence ?? 0);
        foreach (var sequence in told.Where(s => !open.Contains(s)))
        {
            var line = chain.Lines == last - first + 1 && sequence >= first && sequence <= last ? sequence - first + 1 : (long?)null;
            faults.Add(new LedgerFault(ArchiveFiles.Entries, line, sequence, new Message("ledger.disclosed.closed")));
        }

        foreach (var entry in chain.Entries.Where(e => !e.HasPayload && !erased.Contains(e.Sequence)))
        {
            faults.Add(new LedgerFault(ArchiveFiles.Entries, entry.Line, entry.Sequence, new Message("ledger.disclosed.erased")));
        }

        foreach (var entry in chain.Entries.Where(e => !told.Contains(e.Sequence) && e.Sequence != last))
        {
            faults.Add(new LedgerFault(ArchiveFiles.Entries, entry.Line, entry.Sequence, new Message("ledger.disclosed.unknown")));
        }
    }

    private void CheckSignatures(SignatureList list, ChainResult chain)
    {
        foreach (var (number, signature) in list.Signatures.Index())
        {
            CheckContent(signature, number + 1);
            CheckStamp(signature, number + 1);
        }

        var (entered, erased) = Entered<SignedPayload>(chain, Reviewed, Approved);
        var listed = list.Signatures.Select(s => (s.Level, s.Signer, s.Root, s.DraftSha256)).ToHashSet();
        foreach (var (entry, signed) in entered.Where(e => !listed.Contains(e.Payload.On(e.Entry))))
        {
            faults.Add(new LedgerFault(ArchiveFiles.Signatures, null, entry.Sequence, new Message("ledger.signature.missing", ("signer", signed.Signer))));
        }

        var known = entered.Select(e => e.Payload.On(e.Entry)).ToHashSet();
        foreach (var (number, signature) in list.Signatures.Index().Where(s => !erased && !known.Contains((s.Item.Level, s.Item.Signer, s.Item.Root, s.Item.DraftSha256))))
        {
            faults.Add(ArchiveFiles.Signatures, "ledger.signature.unknown", ("number", number + 1), ("signer", signature.Signer));
        }
    }

    private void CheckContent(SignatureRecord signature, int number)
    {
        if (signature.Content is not { } name || Content(name) is not { } content)
        {
            return;
        }

        if (content.Root != signature.Root)
        {
            faults.Add(ArchiveReading.Shown(name), "ledger.signature.root", ("number", number), ("root", signature.Root), ("actual", content.Root));
        }
        else if (content.Without(SignedContent.Report).Root != signature.FactsRoot || content.WithReport(signature.DraftSha256).Root != signature.Root)
        {
            faults.Add(ArchiveFiles.Signatures, "ledger.signature.parts", ("number", number));
        }
    }

    // The authority's word for the time; the firm's own is in the chain.
    private void CheckStamp(SignatureRecord signature, int number)
    {
        if (signature.TimeStamp is not { } name)
        {
            return;
        }

        if (!files.TryGetValue(name, out var file))
        {
            faults.Add(ArchiveReading.Shown(name), "ledger.zip.missing");
            return;
        }

        Done.Add(name);
        if (reading.Small(file) is not { } bytes)
        {
            return;
        }

        var token = tokens.Read(bytes);
        if (token is null)
        {
            faults.Add(ArchiveReading.Shown(name), "ledger.token.broken", ("number", number), ("signer", signature.Signer));
        }
        else if (token.Digest != signature.Root)
        {
            faults.Add(ArchiveReading.Shown(name), "ledger.token.other", ("number", number), ("signer", signature.Signer), ("actual", token.Digest));
        }
        else if (token.Distrust is { } distrust)
        {
            faults.Add(ArchiveReading.Shown(name), "ledger.token.untrusted", ("authority", token.Authority), ("reason", distrust));
        }
        else if (signature.StampedBy != token.Authority || signature.StampedAt is not { } told || (told - token.At).Duration() >= TimeSpan.FromMilliseconds(1))
        {
            faults.Add(ArchiveFiles.Signatures, "ledger.token.told", ("number", number), ("at", token.AtText), ("authority", token.Authority));
        }
        else
        {
            Stamps.Add(new VerifiedStamp(signature, token));
        }
    }

    // Several signatures are on one content.
    private SignedContent? Content(string name) => _contents.TryGetValue(name, out var read) ? read : _contents[name] = Read(name, utf8 =>
    {
        var content = SignedContent.Read(Encoding.UTF8.GetString(utf8));
        return content.Leaves.All(l => l.Fields?.Values.All(v => v is not null) == true) ? content : throw new JsonException();
    });

    private void CheckIssued(SignatureList list, ChainResult chain)
    {
        foreach (var report in list.Issued.Where(r => r.File is not null && files.GetValueOrDefault(r.File)?.Sha256 != r.Sha256))
        {
            faults.Add(ArchiveReading.Shown(report.File!), "ledger.issued.altered", ("number", report.Number));
        }

        var (entered, erased) = Entered<IssuedPayload>(chain, Issued);
        var listed = list.Issued.Select(r => new IssuedPayload(r.Number, r.Sha256, r.Root)).ToHashSet();
        foreach (var (entry, issued) in entered.Where(e => !listed.Contains(e.Payload)))
        {
            faults.Add(new LedgerFault(ArchiveFiles.Signatures, null, entry.Sequence, new Message("ledger.issued.missing", ("number", issued.Number))));
        }

        var known = entered.Select(e => e.Payload).ToHashSet();
        foreach (var report in list.Issued.Where(r => !erased && !known.Contains(new IssuedPayload(r.Number, r.Sha256, r.Root))))
        {
            faults.Add(ArchiveFiles.Signatures, "ledger.issued.unknown", ("number", report.Number));
        }
    }

    private (List<(OpenEntry Entry, T Payload)> Entered, bool Erased) Entered<T>(ChainResult chain, params string[] actions) where T : class
    {
        var entries = chain.Entries.Where(e => actions.Contains(e.Action)).ToList();
        var read = entries.Select(e => (Entry: e, Payload: Payload<T>(e))).Where(e => e.Payload is not null).Select(e => (e.Entry, e.Payload!)).ToList();
        return (read, read.Count < entries.Count);
    }

    private T? Read<T>(string name, ArchiveReading.Parser<T> parse) where T : class
    {
        if (!files.TryGetValue(name, out var file))
        {
            faults.Add(ArchiveReading.Shown(name), "ledger.zip.missing");
            return null;
        }

        Done.Add(name);
        return reading.Small(file) is { } content ? reading.Parse(name, content, parse) : null;
    }

    /// <returns>Null when it has been erased, or with a fault.</returns>
    private T? Payload<T>(OpenEntry entry) where T : class
    {
        try
        {
            return entry.Payload is null ? null : ArchiveJson.ReadPart<T>(entry.Payload);
        }
        catch (JsonException)
        {
            faults.Add(new LedgerFault(ArchiveFiles.Entries, entry.Line, entry.Sequence, new Message("ledger.entry.unreadable")));
            return null;
        }
    }

    private sealed record SignedPayload(string Root, string Signer, string DraftSha256)
    {
        public (string, string, string, string) On(OpenEntry entry) => (entry.Action == Reviewed ? "review" : "approval", Signer, Root, DraftSha256);
    }

    private sealed record IssuedPayload(string Number, string Sha256, string Root);
}
