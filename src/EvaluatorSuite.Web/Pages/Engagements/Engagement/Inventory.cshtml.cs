using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

[EngagementPage(EngagementAct.Read)]
public sealed class InventoryModel(EngagementViews views, SuiteDb db) : EngagementPageModel(views)
{
    /// <summary>Lines of one page: a table of thousands is no use to anybody.</summary>
    public const int PageSize = 200;

    /// <summary>What the list can be narrowed to.</summary>
    public static IReadOnlyList<string> Filters { get; } = ["all", "differences", "unexplained", "unverified", "uncalculated"];

    public override string Tab => "inventory";

    /// <summary>How many lines to pass over.</summary>
    [FromQuery]
    public int From { get; set; }

    /// <summary>Lines of one source alone.</summary>
    [FromQuery]
    public string? Source { get; set; }

    [FromQuery]
    public string? Show { get; set; }

    /// <summary>How many lines have just come in.</summary>
    [FromQuery]
    public int? Imported { get; set; }

    /// <summary>Whether this user works on the figures, and they can still be worked on.</summary>
    public bool MayWork => EngagementPageAttribute.PartsOf(HttpContext).May(EngagementAct.Work) && !View.Facts.Closed;

    public IReadOnlyList<SourceTotal> Totals { get; private set; } = [];

    public IReadOnlyList<CalculatedLine> Matching { get; private set; } = [];

    /// <summary>The ids of the lines on this page, by key.</summary>
    public IReadOnlyDictionary<string, Guid> Ids { get; private set; } = new Dictionary<string, Guid>();

    public int First => Math.Clamp(From, 0, Math.Max(0, Matching.Count - 1));

    public IEnumerable<CalculatedLine> Lines => Matching.Skip(First).Take(PageSize);

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        var inventory = View.Verdict.Inventory;
        Totals = SourceTotal.Of(inventory);
        Source = View.Facts.Guide.FindSource(Source ?? "")?.Key;
        Show = Filters.Contains(Show) ? Show : Filters[0];
        Matching = [.. inventory.Lines.Where(l => (Source is null || l.Facts.Source == Source) && IsShown(l))];
        if (MayWork)
        {
            var keys = Lines.Select(l => l.Facts.Key).ToList();
            Ids = await db.InventoryLines.Where(l => l.EngagementId == EngagementId && keys.Contains(l.Facts.Key)).Select(l => new { l.Facts.Key, l.Id }).ToDictionaryAsync(l => l.Key, l => l.Id, cancellationToken);
        }

        return true;
    }

    /// <summary>This list at another place.</summary>
    public string At(int from) => $"?from={from}&source={Source}&show={Show}#ln-h";

    private bool IsShown(CalculatedLine line) => Show switch
    {
        "differences" => line.Difference is not 0,
        "unexplained" => line.Difference is not null and not 0 && string.IsNullOrWhiteSpace(line.Facts.DifferenceReason),
        "unverified" => !line.Facts.IsVerified,
        "uncalculated" => line.Verified is null,
        _ => true,
    };
}
