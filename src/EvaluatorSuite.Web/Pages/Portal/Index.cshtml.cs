using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;

namespace EvaluatorSuite.Web.Pages.Portal;

/// <summary>The organizer's engagements, and what each asks of them.</summary>
[PortalPage]
public sealed class IndexModel(PortalReader reader, TimeProvider clock) : SuitePage
{
    public IReadOnlyList<PortalEngagement> Engagements { get; private set; } = [];

    public DateOnly Today => ChinaTime.Today(clock);

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Engagements = await reader.ListAsync(User.Actor(), cancellationToken);
        return true;
    }
}
