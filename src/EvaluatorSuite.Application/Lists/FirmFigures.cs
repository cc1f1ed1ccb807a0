using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Identity;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Lists;

/// <param name="Late">Of those, past a day on which something was due.</param>
public sealed record PhaseCount(string Phase, int Engagements, int Firm, int Organizer, int Blocked, int Late);

/// <param name="Engagements">That have been in the phase.</param>
/// <param name="FirmMinutes">In all, while the firm had to act.</param>
public sealed record PhaseTime(string Phase, int Engagements, long FirmMinutes, long OrganizerMinutes)
{
    public decimal FirmDays => Days(FirmMinutes);

    public decimal OrganizerDays => Days(OrganizerMinutes);

    public decimal AllDays => Days(FirmMinutes + OrganizerMinutes);

    // One place, half away from zero, over the engagements that have been in the phase.
    private decimal Days(long minutes) => Engagements == 0 ? 0 : decimal.Round(minutes / 1440m / Engagements, 1, MidpointRounding.AwayFromZero);
}

public sealed record RoundCount(int One, int Two, int ThreeOrMore, int None);

public sealed record Figures(IReadOnlyList<PhaseCount> Phases, IReadOnlyList<PhaseTime> Times, RoundCount Rounds, int Conflicts)
{
    public int Engagements => Phases.Sum(p => p.Engagements);
}

/// <summary>The firm's figures, or one person's, over the engagements opened in a time. Added up by the database from what every act keeps.</summary>
public sealed class FirmFigures(SuiteDb db, TimeProvider clock)
{
    public static IReadOnlyList<string> Phases { get; } = ["prepare", "implement", "report", "closed"];

    /// <summary>Whether the actor is told the figures of the whole firm: the officer, who sees every engagement, and administrators, who are told numbers and see none.</summary>
    public static bool OfTheFirm(Actor actor) => actor.Is(StaffRoles.Impartiality) || actor.Is(StaffRoles.Administrator);

    public async Task<Figures> ReadAsync(Actor actor, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var readers = OfTheFirm(actor) ? [Readers.Everything] : Readers.Of(actor);
        var (begin, end) = (ChinaDay.Begin(from), ChinaDay.Begin(to.AddDays(1)));
        var today = ChinaDay.Today(clock);

        // Somebody with two parts in an engagement counts it once.
        var mine = db.EngagementReaders.Where(r => readers.Contains(r.ReaderId) && r.OpenedAt >= begin && r.OpenedAt < end);
        var once = readers.Count == 1
            ? mine.Select(r => new { r.EngagementId, r.Marks, r.NextDue })
            : mine.Select(r => new { r.EngagementId, r.Marks, r.NextDue }).Distinct();
        var groups = await once.GroupBy(r => new { r.Marks, Late = r.NextDue < today }).Select(g => new { g.Key.Marks, g.Key.Late, Count = g.Count() }).ToListAsync(cancellationToken);

        var now = PhaseSpell.Minute(clock.GetUtcNow());
        var ids = once.Select(r => r.EngagementId);
        var spells = db.PhaseSpells.Where(s => ids.Contains(s.EngagementId));
        var times = await spells.GroupBy(s => new { s.Phase, s.Ball }).Select(g => new { g.Key.Phase, g.Key.Ball, Minutes = g.Sum(s => (s.ToMinute ?? now) - s.FromMinute) }).ToListAsync(cancellationToken);
        var been = await spells.GroupBy(s => s.Phase).Select(g => new { g.Key, Count = g.Select(s => s.EngagementId).Distinct().Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);

        int Count(StandingMarks marks, bool? late = null) => groups.Where(g => (g.Marks & (int)marks) == (int)marks && (late is null || g.Late == late)).Sum(g => g.Count);
        return new Figures(
            [.. Phases.Select(p => (Phase: p, Mark: Readers.Mark(p))).Select(p => new PhaseCount(
                p.Phase, Count(p.Mark), Count(p.Mark | StandingMarks.FirmsTurn), Count(p.Mark | StandingMarks.OrganizersTurn), Count(p.Mark | StandingMarks.Blocked), Count(p.Mark, late: true)))],
            [.. Phases.Where(p => p != "closed").Select(p => new PhaseTime(
                p, been.GetValueOrDefault(p), times.Where(t => t.Phase == p && t.Ball == Ball.Firm).Sum(t => t.Minutes), times.Where(t => t.Phase == p && t.Ball == Ball.Organizer).Sum(t => t.Minutes)))],
            new RoundCount(Count(StandingMarks.OneRound), Count(StandingMarks.TwoRounds), Count(StandingMarks.ThreeRounds),
                groups.Where(g => (g.Marks & (int)(StandingMarks.OneRound | StandingMarks.TwoRounds | StandingMarks.ThreeRounds)) == 0).Sum(g => g.Count)),
            Count(StandingMarks.Conflict));
    }
}
