using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Application.Spreadsheets;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Lists;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>Who takes part, with their duties; and who reviews and approves from outside the team.</summary>
[EngagementPage(EngagementAct.Read)]
public sealed class TeamModel(EngagementViews views, SuiteDb db, TeamService team, RegistryLookup lookup, TimeProvider clock) : EngagementPageModel(views)
{
    public override string Tab => "team";

    public IReadOnlyList<TeamMember> Rows { get; private set; } = [];

    public IReadOnlyList<Person> People { get; private set; } = [];

    /// <summary>Of the engagement, whose terms name reviewer and approver.</summary>
    public int Version { get; private set; }

    public DateOnly Today => ChinaTime.Today(clock);

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await base.LoadAsync(cancellationToken))
        {
            return false;
        }

        Rows = await db.TeamMembers.AsNoTracking().Where(m => m.EngagementId == EngagementId).OrderBy(m => m.Position).ToListAsync(cancellationToken);
        if (May(EngagementAct.Manage))
        {
            Version = await db.Engagements.Where(e => e.Id == EngagementId).Select(e => e.Version).SingleAsync(cancellationToken);
            People = await lookup.PeopleAsync(View.Facts.Terms.FirmId, Today, cancellationToken);
        }

        return true;
    }

    protected override ListSheet SheetOf(string list, CancellationToken cancellationToken) => ListSheet.Of(
        T["page.team.members"],
        [new(T["page.team.name"]), new(T["page.team.part"]), new(T["page.team.duties"], Width: 50), new(T["page.team.joins-on"], ColumnKind.Date), new(T["page.team.leaves-on"], ColumnKind.Date)],
        Rows.Select(r => r.Facts), m => [View.Names.Person(m.PersonId).Name, T[$"term.part.{m.Role}"], m.Duties, m.From, m.To]);


    public async Task<IActionResult> OnPostJoinAsync(Guid? person, TeamRole role, string? duties, DateOnly? from, CancellationToken cancellationToken)
    {
        if (!this.FieldsAreWell())
        {
            return await RedrawAsync(cancellationToken);
        }

        await team.JoinAsync(Actor, EngagementId, new TeamFacts { PersonId = person ?? Guid.Empty, Role = role, Duties = duties?.Trim() ?? "", From = from ?? default }, cancellationToken);
        return Done("team-joined", "/team");
    }

    public async Task<IActionResult> OnPostLeaveAsync(Guid rowId, int version, DateOnly? to, CancellationToken cancellationToken)
    {
        if (!this.FieldsAreWell())
        {
            return await RedrawAsync(cancellationToken);
        }

        await team.LeaveAsync(Actor, EngagementId, rowId, version, to ?? Today, cancellationToken);
        return Done("saved", "/team");
    }

    public async Task<IActionResult> OnPostDutiesAsync(Guid rowId, int version, string? duties, CancellationToken cancellationToken)
    {
        await team.ChangeDutiesAsync(Actor, EngagementId, rowId, version, duties, cancellationToken);
        return Done("saved", "/team");
    }

    public async Task<IActionResult> OnPostReviewerAsync(int version, Guid? reviewer, CancellationToken cancellationToken)
    {
        await team.NameReviewerAsync(Actor, EngagementId, version, reviewer, cancellationToken);
        return Done("saved", "/team");
    }

    public async Task<IActionResult> OnPostApproverAsync(int version, Guid? approver, CancellationToken cancellationToken)
    {
        await team.NameApproverAsync(Actor, EngagementId, version, approver, cancellationToken);
        return Done("saved", "/team");
    }
}
