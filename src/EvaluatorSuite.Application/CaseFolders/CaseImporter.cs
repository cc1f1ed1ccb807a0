using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Jobs;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Application.Search;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.CaseFolders;
using EvaluatorSuite.Domain.Checklists;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Domain.Findings;
using EvaluatorSuite.Domain.Independence;
using EvaluatorSuite.Domain.Offsets;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Application.CaseFolders;

/// <summary>A case that has been read, with its evidence already safe in the store. Nothing is in the database yet.</summary>
public sealed record PreparedCase(CaseFile Case, string GuideDigest, string CaseSha256);

/// <summary>How far an import is: evidence files kept so far, of all.</summary>
public readonly record struct ImportProgress(int Files, int Total);

/// <summary>Brings a case folder in: first its bytes, outside any transaction; then all rows, the ledger entry and the job in one.</summary>
public sealed class CaseImporter(SuiteDb db, GuideStore guides, IEvidenceStore store, RegistryWriter registry, StandingKeeper standings, SearchIndexer search, SharedFactsCounter shared, LedgerWriter ledger, JobOutbox jobs, TimeProvider clock)
{
    /// <exception cref="UnreadableException">With every fault of the folder; no row has been written.</exception>
    public async Task<PreparedCase> PrepareAsync(ICaseFolder folder, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var current = await guides.CurrentAsync(cancellationToken);
        var bytes = await folder.ReadCaseAsync(cancellationToken);
        var file = CaseReader.Read(bytes, current.ToDictionary(g => g.Key, g => g.Value.Pack));

        var faults = file.Evidence.Select((e, i) => folder.FaultOf(e.File, $"$.evidence[{i}].file")).OfType<Fault>().ToList();
        if (faults.Count > 0)
        {
            throw new UnreadableException(CaseFile.FileName, faults);
        }

        var evidence = new List<EvidenceFacts>(file.Evidence.Count);
        var kept = new Dictionary<string, StoredBytes>(StringComparer.Ordinal);
        foreach (var item in file.Evidence)
        {
            evidence.Add(await KeepAsync(folder, item, kept, cancellationToken));
            progress?.Report(new ImportProgress(evidence.Count, file.Evidence.Count));
        }

        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes.Span));
        return new PreparedCase(file with { Evidence = evidence }, current[file.Guide.Key].Digest, digest);
    }

    /// <summary>Writes the case inside the caller's transaction.</summary>
    /// <returns>The new engagement's id.</returns>
    public async Task<Guid> SaveAsync(PreparedCase prepared, Guid actorId, CancellationToken cancellationToken)
    {
        var given = prepared.Case;

        // First of all: whoever changes the registry waits here for whoever is at it, in the same order on every way.
        await shared.ChangedAsync(cancellationToken);
        var differences = await registry.TakeInAsync(given, cancellationToken);
        var file = differences.Case;
        var id = file.EngagementId;

        // A large folder may have been prepared for long.
        foreach (var digest in file.Evidence.Select(e => e.Sha256).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (!await store.HoldAsync(digest, cancellationToken))
            {
                throw new IOException($"The bytes {digest} are no longer in the evidence store; the case was not brought in.");
            }
        }

        db.Engagements.Add(new Engagement(id, file.Event, file.Terms, file.Guide.Key, prepared.GuideDigest, actorId, null, clock.GetUtcNow()));
        db.CaseKeys.AddRange(file.Registry.Keys.Select(k => new CaseKey(id, k.Key, k.Value)));
        db.TeamMembers.AddRange(file.Team.Select((f, i) => new TeamMember(id, i, f)));
        db.Declarations.AddRange(file.Declarations.Select((f, i) => new Declaration(id, i, f)));
        db.Evidence.AddRange(file.Evidence.Select((f, i) => new EvidenceItem(id, i, f)));
        db.ChecklistAnswers.AddRange(file.Checklist.Select((f, i) => new ChecklistAnswer(id, i, f)));
        db.InventoryLines.AddRange(file.Inventory.Select((f, i) => new InventoryLine(id, i, f)));
        db.ExcludedSources.AddRange(file.ExcludedSources.Select((f, i) => new ExcludedSource(id, i, f)));
        db.OffsetLines.AddRange(file.Offsets.Select((f, i) => new OffsetLine(id, i, f)));
        db.Findings.AddRange(file.Findings.Select((f, i) => new Finding(id, i, f)));
        await db.SaveChangesAsync(cancellationToken);
        await db.LinkUsersAsync([.. file.Registry.People.Select(p => p.Email).OfType<string>()], cancellationToken);
        await search.RegistryAsync([.. file.Registry.Keys.Keys], cancellationToken);
        await standings.RefreshAsync(id, cancellationToken);

        jobs.Enqueue<VerifyEvidenceJob, VerifyEvidenceJob.Args>(new(id));
        await ledger.AppendAsync(actorId, id, "engagement.imported", Entry(prepared, differences), cancellationToken);
        return id;
    }

    // One file may be listed under several titles; it is read once.
    private async Task<EvidenceFacts> KeepAsync(ICaseFolder folder, EvidenceFacts item, Dictionary<string, StoredBytes> kept, CancellationToken cancellationToken)
    {
        if (!kept.TryGetValue(item.File, out var stored))
        {
            await using var content = folder.OpenEvidence(item.File);
            if (content is null)
            {
                return item;
            }

            kept[item.File] = stored = await store.PutAsync(content, cancellationToken);
        }

        return item with { Sha256 = stored.Sha256, Size = stored.Size };
    }

    private static Dictionary<string, object?> Entry(PreparedCase prepared, TakenIn taken) => new()
    {
        ["event"] = prepared.Case.Event.Name,
        ["guide"] = prepared.GuideDigest,
        ["caseSha256"] = prepared.CaseSha256,
        ["evidence"] = prepared.Case.Evidence.Where(e => e.Sha256 is not null).Select(e => e.Sha256!).Order(StringComparer.Ordinal).ToList(),
        ["registryKept"] = taken.Kept.ToList(),
    };
}
