using System.Collections.Concurrent;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Domain.Workflows;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Workflows;

/// <summary>Where the installation's definitions come from.</summary>
public interface IWorkflowSource
{
    /// <exception cref="UnreadableException">A definition has faults.</exception>
    Task<IReadOnlyList<WorkflowDefinition>> LoadAsync(CancellationToken cancellationToken);
}

/// <summary>The processes of the installation and those that engagements have pinned.</summary>
public sealed class WorkflowStore(SuiteDb db, IWorkflowSource source, LedgerWriter ledger, TimeProvider clock)
{
    // A version never changes, so that parsing it once for the life of the program is enough.
    private static readonly ConcurrentDictionary<string, WorkflowProcess> Parsed = new(StringComparer.Ordinal);

    /// <summary>Takes what the source has into the database; called at start. What an administrator has activated stays activated.</summary>
    /// <exception cref="UnreadableException">A definition has faults, or the process they make can pass a mandatory step by.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var process = Checked(await source.LoadAsync(cancellationToken));
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await KeepAsync(process, ProcessOrigin.Folder, cancellationToken);
            var current = await db.ProcessVersions.AsNoTracking().SingleOrDefaultAsync(p => p.Current, cancellationToken);
            if (current?.Digest != process.Digest && current?.Origin != ProcessOrigin.Upload)
            {
                await MakeCurrentAsync(Guid.Empty, process.Digest, current?.Digest, cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (db.IsDuplicate(failure))
        {
            // Another node that starts at the same moment has taken the same files in.
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>The process that engagements get which are opened now.</summary>
    public async Task<WorkflowProcess> CurrentAsync(CancellationToken cancellationToken)
    {
        var digest = await db.ProcessVersions.Where(p => p.Current).Select(p => p.Digest).SingleOrDefaultAsync(cancellationToken);
        return await GetAsync(digest ?? throw new MissingException(nameof(ProcessVersion)), cancellationToken);
    }

    public async Task<WorkflowProcess> GetAsync(string digest, CancellationToken cancellationToken)
    {
        if (Parsed.TryGetValue(digest, out var process))
        {
            return process;
        }

        var version = await db.ProcessVersions.AsNoTracking().SingleOrDefaultAsync(p => p.Digest == digest, cancellationToken) ?? throw new MissingException(nameof(ProcessVersion));
        var files = await db.DefinitionVersions.AsNoTracking().Where(d => version.Definitions.Contains(d.Sha256)).ToListAsync(cancellationToken);
        return Parsed.GetOrAdd(digest, WorkflowProcess.Of(files.Select(f => DefinitionReader.Read($"{f.Key}.json", f.Json))));
    }

    /// <summary>
    /// Keeps definitions that an administrator gives, together with those of the current process that they do not replace. Nothing uses
    /// them before they are activated.
    /// </summary>
    /// <returns>The digest of the process.</returns>
    /// <exception cref="ForbiddenException">The actor is no administrator.</exception>
    /// <exception cref="UnreadableException">With every fault.</exception>
    public async Task<string> TakeInAsync(Actor actor, IReadOnlyList<WorkflowDefinition> given, CancellationToken cancellationToken)
    {
        Require(actor);
        var others = (await CurrentAsync(cancellationToken)).Definitions.Where(d => given.All(g => g.Key != d.Key));
        var process = Checked([.. given, .. others]);
        if (given.FirstOrDefault(g => !process.Definitions.Contains(g)) is { } unused)
        {
            throw new UnreadableException($"{unused.Key}.json", [new Fault("$.definitionId", new Domain.Message("workflow.unused", ("key", unused.Key)))]);
        }

        if (await KeepAsync(process, ProcessOrigin.Upload, cancellationToken))
        {
            await ledger.AppendAsync(actor.UserId, null, "workflow.uploaded", new Dictionary<string, object?> { ["process"] = process.Digest, ["definitions"] = Listed(process) }, cancellationToken);
        }

        return process.Digest;
    }

    /// <summary>Gives engagements that are opened from now on this process; those that run stay with theirs.</summary>
    public async Task ActivateAsync(Actor actor, string digest, CancellationToken cancellationToken)
    {
        Require(actor);
        _ = await db.ProcessVersions.AnyAsync(p => p.Digest == digest, cancellationToken) ? true : throw new MissingException(nameof(ProcessVersion));
        var before = await db.ProcessVersions.Where(p => p.Current).Select(p => p.Digest).SingleOrDefaultAsync(cancellationToken);
        if (before != digest)
        {
            await MakeCurrentAsync(actor.UserId, digest, before, cancellationToken);
        }
    }

    internal static void Require(Actor actor)
    {
        if (!actor.Is(StaffRoles.Administrator))
        {
            throw new ForbiddenException("change workflows");
        }
    }

    private static WorkflowProcess Checked(IReadOnlyList<WorkflowDefinition> definitions)
    {
        var process = WorkflowProcess.Of(definitions);
        var faults = ProcessChecker.Check(process);
        return faults.Count == 0 ? process : throw new UnreadableException($"{faults[0].Definition}.json", [.. faults.Select(f => f.Fault with { Path = $"{f.Definition}: {f.Fault.Path}" })]);
    }

    private async Task MakeCurrentAsync(Guid actorId, string digest, string? before, CancellationToken cancellationToken)
    {
        // The entry first: of two who activate at once the second waits at the ledger, and then sees what the first did.
        // Setting up an empty database is no act of anybody.
        if (before is not null || actorId != Guid.Empty)
        {
            await ledger.AppendAsync(actorId, null, "workflow.activated", new Dictionary<string, object?> { ["process"] = digest, ["before"] = before }, cancellationToken);
        }

        await db.ProcessVersions.Where(p => p.Current && p.Digest != digest).ExecuteUpdateAsync(p => p.SetProperty(v => v.Current, false), cancellationToken);
        await db.ProcessVersions.Where(p => p.Digest == digest).ExecuteUpdateAsync(p => p.SetProperty(v => v.Current, true).SetProperty(v => v.ActivatedAt, clock.GetUtcNow()), cancellationToken);
    }

    /// <returns>Whether it was not there before.</returns>
    private async Task<bool> KeepAsync(WorkflowProcess process, ProcessOrigin origin, CancellationToken cancellationToken)
    {
        if (await db.ProcessVersions.AnyAsync(p => p.Digest == process.Digest, cancellationToken))
        {
            return false;
        }

        var digests = process.Definitions.Select(d => d.Sha256).ToList();
        var known = await db.DefinitionVersions.Where(d => digests.Contains(d.Sha256)).Select(d => d.Sha256).ToListAsync(cancellationToken);
        db.DefinitionVersions.AddRange(process.Definitions.Where(d => !known.Contains(d.Sha256)).Select(d => new DefinitionVersion
        {
            Sha256 = d.Sha256,
            Key = d.Key,
            Number = d.Version,
            Json = d.Utf8.ToArray(),
            AddedAt = clock.GetUtcNow(),
        }));
        db.ProcessVersions.Add(new ProcessVersion { Digest = process.Digest, Definitions = digests, Origin = origin, AddedAt = clock.GetUtcNow() });
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private static List<string> Listed(WorkflowProcess process) => [.. process.Definitions.Select(d => $"{d.Key} {d.Version} {d.Sha256}")];
}
