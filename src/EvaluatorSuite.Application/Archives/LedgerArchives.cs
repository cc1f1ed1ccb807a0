using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Archives;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Archives;

/// <summary>
/// Exports from the ledger in two steps: the export is entered first, with the digests of what belongs to it; then whoever entered it fetches the
/// archive, which is written from the database and is the same however often it is fetched.
/// </summary>
public sealed class LedgerArchives(SuiteDb db, EngagementActs acts, LedgerWriter ledger, ArchiveParts parts)
{
    public const string PeriodExported = "ledger.period-exported";

    private const int FirstYear = 2000;
    private const int LastYear = 2200;

    /// <summary>Whether the actor may export a period.</summary>
    public static bool MayExportPeriods(Actor actor) => actor.Is(StaffRoles.Administrator) || actor.Is(StaffRoles.Impartiality);

    /// <returns>The sequence of the export's entry, by which the archive is fetched.</returns>
    /// <exception cref="MissingException">There is no such engagement, or the actor has no part in it.</exception>
    public async Task<long> ExportAsync(Actor actor, Guid engagementId, CancellationToken cancellationToken)
    {
        var engagement = await acts.BeginOnClosedAsync(actor, engagementId, EngagementAct.Read, cancellationToken);

        // Nothing may come between what is told and the entry that says so.
        var head = await ledger.TakeAsync(cancellationToken);
        var first = await db.Ledger.Where(e => e.EngagementId == engagementId).MinAsync(e => (long?)e.Sequence, cancellationToken) ?? head.Sequence + 1;
        var files = await parts.OfEngagementAsync(engagementId, head.Sequence + 1, cancellationToken);
        var entry = await ledger.AppendAsync(actor.UserId, engagementId, ArchiveFiles.Exported, new Dictionary<string, object?>
        {
            ["first"] = first,
            ["name"] = engagement.Event.Name,
            ["by"] = actor.Name,
            ["files"] = files.ToDictionary(f => f.File.Name, f => (object?)f.File.Sha256),
        }, cancellationToken);
        return entry.Sequence;
    }

    /// <param name="from">First day, in China.</param>
    /// <param name="to">Last day.</param>
    /// <exception cref="ForbiddenException">Only administrators and impartiality officers do.</exception>
    /// <exception cref="RefusedException">The days are missing or the wrong way round, or nothing was entered between them.</exception>
    public async Task<long> ExportPeriodAsync(Actor actor, DateOnly? from, DateOnly? to, CancellationToken cancellationToken)
    {
        if (!MayExportPeriods(actor))
        {
            throw new ForbiddenException(PeriodExported);
        }

        new RefusalList().Need("From", from ?? default).Need("To", to ?? default).ThrowIfAny();
        new RefusalList().Add(from!.Value.Year < FirstYear || to!.Value.Year > LastYear, "From", "ledger.period.years", ("first", $"{FirstYear}"), ("last", $"{LastYear}"))
            .Add(from > to, "To", "ledger.period.turned", ("from", from.Value), ("to", to!.Value)).ThrowIfAny();
        var head = await ledger.TakeAsync(cancellationToken);
        var first = await FirstSinceAsync(ChinaDay.Begin(from.Value), head.Sequence, cancellationToken);
        var last = await FirstSinceAsync(ChinaDay.Begin(to.Value.AddDays(1)), head.Sequence, cancellationToken) - 1;
        new RefusalList().Add(last < first, "To", "ledger.period.empty", ("from", from.Value), ("to", to.Value)).ThrowIfAny();
        var entry = await ledger.AppendAsync(actor.UserId, null, PeriodExported, new Dictionary<string, object?>
        {
            ["from"] = from.Value,
            ["to"] = to.Value,
            ["first"] = first,
            ["last"] = last,
            ["by"] = actor.Name,
        }, cancellationToken);
        return entry.Sequence;
    }

    /// <summary>The archive of an export that the actor entered.</summary>
    /// <param name="engagementId">Null for a period.</param>
    /// <returns>Null when there is none, or it is somebody else's.</returns>
    /// <exception cref="RefusedException"><c>ledger.export.stale</c>: what belongs to it has changed since; it has to be exported anew.</exception>
    public async Task<ArchivePlan?> FindAsync(Actor actor, Guid? engagementId, long sequence, CancellationToken cancellationToken)
    {
        var action = engagementId is null ? PeriodExported : ArchiveFiles.Exported;
        var entry = await db.Ledger.AsNoTracking().SingleOrDefaultAsync(e => e.Sequence == sequence && e.EngagementId == engagementId && e.ActorId == actor.UserId && e.Action == action, cancellationToken);
        return entry?.Payload is not { } payload ? null
            : engagementId is { } id ? (await db.PartsAsync(actor, id, cancellationToken)).May(EngagementAct.Read) ? await OfEngagementAsync(entry, id, payload, cancellationToken) : null
            : MayExportPeriods(actor) ? OfPeriod(entry, actor, payload) : null;
    }

    private async Task<ArchivePlan> OfEngagementAsync(LedgerEntry entry, Guid engagementId, string payload, CancellationToken cancellationToken)
    {
        var told = ArchiveJson.ReadPart<ExportedPayload>(payload);
        var files = await parts.OfEngagementAsync(engagementId, entry.Sequence, cancellationToken);
        new RefusalList().Add(files.Count != told.Files.Count || files.Any(f => told.Files.GetValueOrDefault(f.File.Name) != f.File.Sha256), "", "ledger.export.stale").ThrowIfAny();
        var manifest = Manifest(entry, told.By, told.First, entry.Sequence) with { Kind = ArchiveKind.Engagement, Engagement = engagementId, Name = told.Name };
        return new ArchivePlan(manifest, files, e => e.EngagementId == engagementId);
    }

    // Administrators look after the installation and see no case; what engagements did they get closed.
    private static ArchivePlan OfPeriod(LedgerEntry entry, Actor actor, string payload)
    {
        var told = ArchiveJson.ReadPart<PeriodExport>(payload);
        var manifest = Manifest(entry, told.By, told.First, told.Last) with { From = told.From, To = told.To };
        var all = actor.Is(StaffRoles.Impartiality);
        return new ArchivePlan(manifest, [ArchivePart.Of(ArchiveFiles.Index, ArchiveIndex.OfPeriod(told.From, told.To))], e => all || e.EngagementId is null);
    }

    private static ArchiveManifest Manifest(LedgerEntry entry, string by, long first, long last) =>
        new(ArchiveManifest.FormatName, ArchiveManifest.CurrentVersion, ArchiveKind.Period, null, null, null, null, entry.At, by, first, last, last - first + 1, "", []);

    // Times have no index; sequences are without gaps and in the order of time, so that twenty looks find the place among a million.
    private async Task<long> FirstSinceAsync(DateTimeOffset since, long head, CancellationToken cancellationToken)
    {
        var (low, high) = (1L, head + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var at = await db.Ledger.Where(e => e.Sequence == middle).Select(e => e.At).SingleAsync(cancellationToken);
            (low, high) = at < since ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private sealed record PeriodExport(DateOnly From, DateOnly To, long First, long Last, string By);
}
