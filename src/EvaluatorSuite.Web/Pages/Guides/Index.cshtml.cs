using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Web.Filters;

namespace EvaluatorSuite.Web.Pages.Guides;

public sealed class IndexModel(GuideStore guides) : SuitePage
{
    public IReadOnlyList<PinnedGuide> Guides { get; private set; } = [];

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Guides = [.. (await guides.CurrentAsync(cancellationToken)).Values.OrderBy(g => g.Pack.Key, StringComparer.Ordinal)];
        return true;
    }
}
