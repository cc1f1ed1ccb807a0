using System.Globalization;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Application.Spreadsheets;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Lists;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages;

/// <summary>Figures over the engagements opened in a time: the firm's for the officer and administrators, one's own for everybody else.</summary>
public sealed class DashboardModel(FirmFigures figures, TimeProvider clock) : SuitePage
{
    [FromQuery]
    public string? From { get; set; }

    [FromQuery]
    public string? To { get; set; }

    public DateOnly First { get; private set; }

    public DateOnly Last { get; private set; }

    /// <summary>The time that was asked for could not be read.</summary>
    public bool Wrong { get; private set; }

    public bool OfTheFirm { get; private set; }

    /// <summary>Whether a number leads to the engagements it counts; administrators see none of them.</summary>
    public bool Linked { get; private set; }

    public Figures Figures { get; private set; } = null!;

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var today = ChinaDay.Today(clock);
        var (from, to) = (Day(From), Day(To));
        Wrong = (from is null && !string.IsNullOrEmpty(From)) || (to is null && !string.IsNullOrEmpty(To)) || (to ?? today) < from;
        (First, Last) = Wrong ? (today.AddYears(-1).AddDays(1), today) : (from ?? (to ?? today).AddYears(-1).AddDays(1), to ?? today);
        var actor = User.Actor();
        OfTheFirm = FirmFigures.OfTheFirm(actor);
        Linked = !OfTheFirm || actor.Is(Application.Identity.StaffRoles.Impartiality);
        Figures = await figures.ReadAsync(actor, First, Last, cancellationToken);
        return true;
    }

    protected override ListSheet SheetOf(string list, CancellationToken cancellationToken)
    {
        SheetColumn Number(string key) => new(T[$"dashboard.{key}"], ColumnKind.Number, 14);
        SheetColumn[] columns =
        [
            new(T["dashboard.from"], ColumnKind.Date), new(T["dashboard.to"], ColumnKind.Date), new(T["dashboard.phase"], Width: 24), Number("engagements"), Number("firm-turn"), Number("organizer-turn"), Number("blocked"), Number("late"),
            Number("been"), Number("firm-days"), Number("organizer-days"), Number("all-days"),
        ];
        return ListSheet.Of(T["page.nav.dashboard"], columns, Rows(), r => [First, Last, .. r]);
    }

    private IEnumerable<IReadOnlyList<object?>> Rows()
    {
        foreach (var phase in Figures.Phases)
        {
            var time = Figures.Times.FirstOrDefault(t => t.Phase == phase.Phase);
            yield return [EngagementWords.Phase(phase.Phase, T), phase.Engagements, phase.Firm, phase.Organizer, phase.Blocked, phase.Late, time?.Engagements, time?.FirmDays, time?.OrganizerDays, time?.AllDays];
        }

        yield return [T["dashboard.total"], Figures.Engagements, Figures.Phases.Sum(p => p.Firm), Figures.Phases.Sum(p => p.Organizer), Figures.Phases.Sum(p => p.Blocked), Figures.Phases.Sum(p => p.Late)];
        yield return [T["dashboard.conflicts"], Figures.Conflicts];
        foreach (var (key, count) in new[] { ("none", Figures.Rounds.None), ("one", Figures.Rounds.One), ("two", Figures.Rounds.Two), ("three", Figures.Rounds.ThreeOrMore) })
        {
            yield return [$"{T["dashboard.rounds"]}{T["list.colon"]}{T[$"dashboard.rounds.{key}"]}", count];
        }
    }


    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and <= 2100 ? day : null;
}
