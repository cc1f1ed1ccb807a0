using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain.Duties;
using EvaluatorSuite.Domain.Engagements;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Lists;

public enum TodayGroup { Mine, Late, Blocked, Others }

/// <summary>One duty as a first page shows it.</summary>
public sealed record TodayRow(Guid EngagementId, string Event, DutyKind Kind, DutyHolder Holder, string Subject, string Text, Guid? PersonId, DateOnly? DueOn, DateTimeOffset Since);

/// <param name="Count">At most <see cref="TodayList.Counted"/>; beyond, there are more.</param>
public sealed record TodaySection(TodayGroup Group, IReadOnlyList<TodayRow> Rows, int Count);

/// <summary>What somebody has to do, is late with, is held up by and waits for. Read from what every act keeps; nothing is evaluated.</summary>
public sealed class TodayList(SuiteDb db, TimeProvider clock)
{
    public const int Shown = 10;
    public const int Counted = 999;

    public async Task<IReadOnlyList<TodaySection>> ReadAsync(Actor actor, TodayGroup? only, int shown, CancellationToken cancellationToken)
    {
        var today = ChinaDay.Today(clock);
        List<TodaySection> sections = [];
        foreach (var group in only is { } one ? [one] : Enum.GetValues<TodayGroup>())
        {
            sections.Add(await ReadAsync(actor, group, today, shown, cancellationToken));
        }

        return sections;
    }

    /// <summary>How many engagements the actor sees, counted no further than one page.</summary>
    public Task<int> EngagementsAsync(Actor actor, CancellationToken cancellationToken)
    {
        var readers = actor.Is(StaffRoles.Impartiality) ? [Readers.Everything] : Readers.Of(actor);
        return db.EngagementReaders.Where(r => readers.Contains(r.ReaderId)).Select(r => r.EngagementId).Take(Counted + 1).Distinct().CountAsync(cancellationToken);
    }

    /// <summary>How many open ones wait for this person's review or approval, ready or not.</summary>
    public Task<int> InReviewAsync(Actor actor, CancellationToken cancellationToken)
    {
        const int Parts = (int)(EngagementParts.Reviewer | EngagementParts.Approver);
        return db.EngagementReaders.Where(r => r.ReaderId == actor.PersonId && (r.Parts & Parts) != 0 && (r.Marks & (int)StandingMarks.Closed) == 0).Take(Counted + 1).CountAsync(cancellationToken);
    }

    /// <summary>One part of the page, a stretch at a time, in the order of the page.</summary>
    /// <param name="after">Day and duty of the last row that was given; the last of all days where it has none.</param>
    public async Task<IReadOnlyList<(Guid DutyId, TodayRow Row)>> PageAsync(Actor actor, TodayPart part, (DateOnly Day, Guid Duty)? after, int take, CancellationToken cancellationToken)
    {
        var mine = DutiesOf(actor, part);
        if (after is var (day, last))
        {
            mine = mine.Where(d => d.DueOn >= day && (d.DueOn > day || d.DutyId < last));
        }

        var ids = mine.Select(d => new { d.DutyId, d.DueOn }).Distinct();
        var rows = await (from id in ids.OrderBy(d => d.DueOn).ThenByDescending(d => d.DutyId).Take(take)
                          join duty in db.Duties on id.DutyId equals duty.Id
                          join standing in db.Standings on duty.EngagementId equals standing.EngagementId
                          orderby id.DueOn, id.DutyId descending
                          select new { duty.Id, Row = new TodayRow(duty.EngagementId, standing.EventName, duty.Kind, duty.Holder, duty.Subject, duty.Text, duty.PersonId, duty.DueOn, duty.Since) }).ToListAsync(cancellationToken);
        return [.. rows.Select(r => (r.Id, r.Row))];
    }

    private IQueryable<DutyReader> DutiesOf(Actor actor, TodayPart part)
    {
        IReadOnlyList<Guid> readers = actor.Is(StaffRoles.Impartiality) ? [.. Readers.Of(actor), Readers.Officer] : Readers.Of(actor);
        return db.DutyReaders.Where(d => readers.Contains(d.ReaderId) && d.Part == part);
    }

    private async Task<TodaySection> ReadAsync(Actor actor, TodayGroup group, DateOnly today, int shown, CancellationToken cancellationToken)
    {
        var part = group switch { TodayGroup.Blocked => TodayPart.Blocked, TodayGroup.Others => TodayPart.Others, _ => TodayPart.Mine };
        var mine = DutiesOf(actor, part);
        mine = group switch
        {
            TodayGroup.Mine => mine.Where(d => d.DueOn >= today),
            TodayGroup.Late => mine.Where(d => d.DueOn < today),
            _ => mine,
        };

        // Somebody with two parts has a duty once.
        var ids = mine.Select(d => new { d.DutyId, d.DueOn }).Distinct();
        var rows = await (from id in ids.OrderBy(d => d.DueOn).ThenByDescending(d => d.DutyId).Take(shown)
                          join duty in db.Duties on id.DutyId equals duty.Id
                          join standing in db.Standings on duty.EngagementId equals standing.EngagementId
                          orderby id.DueOn, id.DutyId descending
                          select new TodayRow(duty.EngagementId, standing.EventName, duty.Kind, duty.Holder, duty.Subject, duty.Text, duty.PersonId, duty.DueOn, duty.Since)).ToListAsync(cancellationToken);
        return new TodaySection(group, rows, rows.Count < shown ? rows.Count : await ids.Take(Counted + 1).CountAsync(cancellationToken));
    }
}
