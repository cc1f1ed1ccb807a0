using System.Globalization;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
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

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and <= 2100 ? day : null;
}
