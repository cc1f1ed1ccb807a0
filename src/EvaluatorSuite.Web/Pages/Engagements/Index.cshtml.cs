using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements;

/// <summary>The engagements that the user sees, newest first, read by keyset: the hundredth page costs what the first does.</summary>
public sealed class IndexModel(SuiteDb db) : SuitePage
{
    private const int PageSize = 50;

    public sealed record Row(Guid Id, string Event, EventKind Kind, DateOnly Start, DateOnly End, string City, string Organizer, string Guide, DateTimeOffset OpenedAt);

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public string? Next { get; private set; }

    /// <summary>Opened before this moment, in ticks of UTC; what a page gives as the next one.</summary>
    [FromQuery]
    public long? Before { get; set; }

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var visible = db.Engagements.VisibleTo(db, User.Actor());
        if (Before is { } ticks && ticks > 0 && ticks < DateTimeOffset.MaxValue.UtcTicks)
        {
            var before = new DateTimeOffset(ticks, TimeSpan.Zero);
            visible = visible.Where(e => e.OpenedAt < before);
        }

        var query = from engagement in visible
                    join organizer in db.Organizations on engagement.Event.OrganizerId equals organizer.Id
                    orderby engagement.OpenedAt descending
                    select new Row(engagement.Id, engagement.Event.Name, engagement.Event.Kind, engagement.Event.Start, engagement.Event.End, engagement.Event.City,
                        organizer.Name, engagement.GuideKey, engagement.OpenedAt);
        var rows = await query.Take(PageSize + 1).ToListAsync(cancellationToken);
        Rows = [.. rows.Take(PageSize)];
        Next = rows.Count > PageSize ? $"/engagements?before={Rows[^1].OpenedAt.UtcTicks}" : null;
        return true;
    }
}
