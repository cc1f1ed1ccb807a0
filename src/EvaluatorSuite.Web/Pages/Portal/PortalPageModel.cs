using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Portal;

/// <summary>A page about one engagement as its organizer sees it.</summary>
public abstract class PortalPageModel(PortalReader reader, TimeProvider clock) : SuitePage
{
    [FromRoute]
    public Guid EngagementId { get; set; }

    public PortalView View { get; private set; } = null!;

    public Actor Actor => User.Actor();

    public DateOnly Today => ChinaTime.Today(clock);

    public string Root => $"/portal/engagements/{EngagementId}";

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var view = await reader.FindAsync(Actor, EngagementId, cancellationToken);
        View = view!;
        return view is not null;
    }

    protected IActionResult Done(string what, string page = "") => LocalRedirect($"{Root}{page}?done={what}");
}
