using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Application.Search;
using EvaluatorSuite.Application.SignOff;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain.Duties;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Domain.Verdicts;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Duties;

/// <summary>Evaluates an engagement and keeps what lists and first pages show of it, in the transaction of the act that changed it.</summary>
public sealed class StandingKeeper(SuiteDb db, EvaluationReader reader, ReaderKeeper readers, SearchIndexer search, SignatureKeeper signatures, ProcessKeeper process, EngagementViews views, LedgerWriter ledger, TimeProvider clock)
{
    private readonly Dictionary<Guid, long> _seen = [];

    /// <summary>Asks the rules of the facts as they are now, and keeps what they came to.</summary>
    public async Task RefreshAsync(Guid engagementId, CancellationToken cancellationToken)
    {
        // Before the facts: what changes between the two is asked for once more then, and not missed.
        var kept = await StandingAsync(engagementId, cancellationToken);
        var facts = await reader.ReadAsync(engagementId, cancellationToken);
        var verdict = Evaluation.Evaluate(facts);
        await signatures.KeepAsync(facts, verdict, cancellationToken);
        await RefreshAsync(kept, facts, verdict, await process.AdvanceAsync(facts, verdict, cancellationToken), sameCase: false, cancellationToken);
    }

    /// <summary>The same for an act that has taken the engagement, asked the rules, and changed nothing that they ask of but where its process stands.</summary>
    /// <param name="read">The counters as they stood before the facts were read: what was entered since then is not in them.</param>
    public async Task RefreshAsync(EvaluationFacts facts, Verdict verdict, ViewStamp read, ProcessStanding stands, CancellationToken cancellationToken)
    {
        var kept = await StandingAsync(facts.EngagementId, cancellationToken);
        _seen[facts.EngagementId] = read.Shared;
        await RefreshAsync(kept with { Stamp = read }, facts, verdict, stands, sameCase: true, cancellationToken);
    }

    /// <summary>
    /// After the entry in the ledger, which nobody can pass: when somebody changed what engagements share while this act was under way,
    /// the rules are asked once more. Whoever changes it later finds this act done, and has it checked again.
    /// </summary>
    public async Task SettleAsync(Guid engagementId, CancellationToken cancellationToken)
    {
        if (_seen.TryGetValue(engagementId, out var seen) && seen != await db.SharedChanges.SingleAsync(cancellationToken))
        {
            await RefreshAsync(engagementId, cancellationToken);
        }
    }

    private readonly record struct Kept(EngagementStanding? Standing, PhaseSpell? Spell, ViewStamp Stamp);

    private async Task<Kept> StandingAsync(Guid engagementId, CancellationToken cancellationToken)
    {
        var found = await db.Standings.Where(s => s.EngagementId == engagementId).Select(s => new
        {
            Standing = s,
            Spell = db.PhaseSpells.FirstOrDefault(p => p.EngagementId == s.EngagementId && p.To == null),
            s.Touched,
            Shared = db.SharedChanges.First(),
        }).SingleOrDefaultAsync(cancellationToken);
        var shared = found?.Shared ?? await db.SharedChanges.SingleAsync(cancellationToken);
        _seen[engagementId] = shared;
        return new Kept(found?.Standing, found?.Spell, new ViewStamp(found?.Touched ?? 0, shared));
    }

    private async Task RefreshAsync(Kept before, EvaluationFacts facts, Verdict verdict, ProcessStanding stands, bool sameCase, CancellationToken cancellationToken)
    {
        var engagementId = facts.EngagementId;
        IReadOnlyList<Duty> duties = facts.Closed ? [] : [.. DutyRules.Of(facts, verdict), .. ProcessKeeper.Duties(stands, facts)];
        var standing = before.Standing;
        var (hadConflict, isNew) = (standing?.Conflict ?? false, standing is null);
        if (standing is null)
        {
            db.Standings.Add(standing = new EngagementStanding { EngagementId = engagementId, OpenedAt = facts.OpenedAt!.Value });
        }

        if (isNew || standing.EventName != facts.Event.Name)
        {
            await KeepNamesAsync(engagementId, [facts.Event.Name, .. facts.FormerEventNames], cancellationToken);
        }

        var view = new EngagementView(facts, verdict, facts.Closed ? "closed" : stands.Phase);
        Write(standing, view, stands, duties);
        var rows = await KeepDutiesAsync(engagementId, duties, cancellationToken);
        KeepSpell(standing, before.Spell);
        var kept = await readers.KeepAsync(standing, facts, rows, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        if (!sameCase || kept.Changed)
        {
            await search.EngagementAsync(facts, standing.OrganizerName, kept.Ids, kept.Changed, cancellationToken);
        }

        views.Keep(before.Stamp, view);

        // A conflict that appears or goes is an event of its own, whatever act brought it about.
        if (standing.Conflict != hadConflict && !isNew)
        {
            await ledger.AppendAsync(Guid.Empty, engagementId, standing.Conflict ? "independence.blocked" : "independence.cleared", new Dictionary<string, object?>
            {
                ["rules"] = verdict.Issues.Where(i => i.Blocks && i.Rule.Key.StartsWith("independence.", StringComparison.Ordinal)).Select(i => i.Rule.Key).Distinct().ToList(),
            }, cancellationToken);
        }
    }

    /// <summary>Each in a transaction of its own, harmless when run twice; one that fails keeps no other from being brought up to date.</summary>
    /// <exception cref="AggregateException">After all were tried: those that failed, by id.</exception>
    public async Task RefreshEachAsync(IReadOnlyList<Guid> engagementIds, CancellationToken cancellationToken)
    {
        var failures = await EachAsync(engagementIds, id => db.Standings.Where(s => s.EngagementId == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Touched, x => x.Touched + 1), cancellationToken), cancellationToken);
        if (failures.Count > 0)
        {
            throw new AggregateException(failures);
        }
    }

    private async Task<IReadOnlyList<Exception>> EachAsync(IReadOnlyList<Guid> engagementIds, Func<Guid, Task> first, CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        foreach (var id in engagementIds)
        {
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                await first(id);
                await RefreshAsync(id, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                failures.Add(new InvalidOperationException($"Engagement {id} could not be brought up to date: {failure.Message}", failure));
            }

            db.ChangeTracker.Clear();
        }

        return failures;
    }

    /// <summary>Engagements from before standings, readers, processes or what can be found were kept get theirs, the oldest first.</summary>
    /// <exception cref="AggregateException">After everything was tried: those that failed, by id.</exception>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        var missing = await db.Engagements.Where(e => !db.EngagementReaders.Any(r => r.EngagementId == e.Id && r.ReaderId == Readers.Everything) || !db.ProcessInstances.Any(i => i.EngagementId == e.Id)).OrderBy(e => e.OpenedAt).Select(e => e.Id).ToListAsync(cancellationToken);
        var failures = await EachAsync(missing, _ => Task.CompletedTask, cancellationToken);
        foreach (var spell in await db.PhaseSpells.Where(s => s.FromMinute == 0).ToListAsync(cancellationToken))
        {
            spell.CountMinutes();
        }

        await db.SaveChangesAsync(cancellationToken);
        await IndexSerialsAsync(cancellationToken);
        await IndexNamesAsync(cancellationToken);
        if (failures.Count > 0)
        {
            throw new AggregateException(failures);
        }
    }

    // Names are only ever added: what an event was called binds as what it is called.
    private async Task KeepNamesAsync(Guid engagementId, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var known = await db.EventKeys.Where(k => k.EngagementId == engagementId).Select(k => k.Key).ToListAsync(cancellationToken);
        db.EventKeys.AddRange(names.Select(EventNames.Key).Distinct().Except(known).Select(key => new EventKey { EngagementId = engagementId, Key = key }));
    }

    // Engagements from before the names of their events were kept.
    private async Task IndexNamesAsync(CancellationToken cancellationToken)
    {
        const int Batch = 500;
        while (await db.Engagements.AsNoTracking().Where(e => !db.EventKeys.Any(k => k.EngagementId == e.Id)).OrderBy(e => e.Id).Take(Batch).Select(e => new { e.Id, e.Event.Name, e.FormerEventNames }).ToListAsync(cancellationToken) is { Count: > 0 } nameless)
        {
            foreach (var one in nameless)
            {
                await KeepNamesAsync(one.Id, [one.Name, .. one.FormerEventNames], cancellationToken);
            }

            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    // Units from before the bounds of their serial numbers were kept.
    private async Task IndexSerialsAsync(CancellationToken cancellationToken)
    {
        const int Batch = 500;
        while (await db.OffsetLines.Where(o => o.SerialFirst == null).OrderBy(o => o.Id).Take(Batch).ToListAsync(cancellationToken) is { Count: > 0 } lines)
        {
            lines.ForEach(l => l.IndexSerials());
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    private void Write(EngagementStanding standing, EngagementView view, ProcessStanding stands, IReadOnlyList<Duty> duties)
    {
        var (facts, verdict) = (view.Facts, view.Verdict);
        var leader = facts.Team.FirstOrDefault(m => m.Role == TeamRole.Leader && m.To is null);
        (standing.EventName, standing.EventKind, standing.City, standing.Start, standing.End) = (facts.Event.Name, facts.Event.Kind, facts.Event.City, facts.Event.Start, facts.Event.End);
        (standing.OrganizerId, standing.OrganizerName) = (facts.Event.OrganizerId, view.Named(facts.Event.OrganizerId).Name);
        (standing.LeaderId, standing.LeaderName) = (leader?.PersonId, leader is null ? "" : view.Names.Person(leader.PersonId).Name);
        (standing.Blocks, standing.Warnings) = (view.Blocks.Count, verdict.Issues.Count - view.Blocks.Count);
        (standing.Conflict, standing.Conclusion, standing.MayIssue) = (DutyRules.HasConflict(verdict), verdict.Conclusion, verdict.MayIssue);
        (standing.ClaimedTonnes, standing.VerifiedTonnes, standing.OffsetTonnes) = (verdict.ClaimedTonnes, verdict.VerifiedTonnes, verdict.OffsetTonnes);
        (standing.FindingsOpen, standing.FindingRounds) = (facts.Findings.Count(f => !f.IsClosed), facts.Findings.Select(f => f.Round).DefaultIfEmpty().Max());
        standing.RequestsOpen = facts.Requests.Count(r => !r.IsEnded);
        standing.NextDue = duties.Min(d => d.DueOn);
        standing.Phase = view.Phase;
        standing.Ball = facts.Closed ? Ball.Nobody : duties.Any(d => d.Holder != DutyHolder.Organizer && d.Kind is not (DutyKind.MendBlocks or DutyKind.Step or DutyKind.StepHeld)) || duties.All(d => d.Holder != DutyHolder.Organizer)
            ? Ball.Firm : Ball.Organizer;
        standing.EvaluatedAt = clock.GetUtcNow();
    }

    // What stays the same keeps its row, and with it the day since which it waits.
    private async Task<IReadOnlyList<DutyRow>> KeepDutiesAsync(Guid engagementId, IReadOnlyList<Duty> duties, CancellationToken cancellationToken)
    {
        var rows = await db.Duties.Where(d => d.EngagementId == engagementId).ToListAsync(cancellationToken);
        var kept = new Dictionary<Guid, DutyRow>();
        foreach (var duty in duties)
        {
            var text = duty.Text.Length > 500 ? duty.Text[..499] + '…' : duty.Text;
            var row = rows.FirstOrDefault(r => !kept.ContainsKey(r.Id) && r.Kind == duty.Kind && r.Subject == duty.Subject && r.PersonId == duty.PersonId && r.DueOn == duty.DueOn && r.Text == text);
            if (row is null)
            {
                db.Duties.Add(row = new DutyRow
                {
                    Id = Guid.CreateVersion7(),
                    EngagementId = engagementId,
                    Kind = duty.Kind,
                    Holder = duty.Holder,
                    Subject = duty.Subject,
                    Text = text,
                    PersonId = duty.PersonId,
                    DueOn = duty.DueOn,
                    Since = clock.GetUtcNow(),
                });
            }

            kept.Add(row.Id, row);
        }

        db.Duties.RemoveRange(rows.Where(r => !kept.ContainsKey(r.Id)));
        return [.. kept.Values];
    }

    private void KeepSpell(EngagementStanding standing, PhaseSpell? open)
    {
        if (open is not null && open.Phase == standing.Phase && open.Ball == standing.Ball)
        {
            return;
        }

        var now = clock.GetUtcNow();
        open?.End(now);
        if (standing.Phase != "closed")
        {
            var from = open is null ? standing.OpenedAt : now;
            db.PhaseSpells.Add(new PhaseSpell { Id = Guid.CreateVersion7(), EngagementId = standing.EngagementId, Phase = standing.Phase, Ball = standing.Ball, From = from, FromMinute = PhaseSpell.Minute(from) });
        }
    }
}
