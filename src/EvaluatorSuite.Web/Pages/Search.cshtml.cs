using EvaluatorSuite.Application.Search;
using EvaluatorSuite.Application.Spreadsheets;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Lists;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages;

/// <summary>Finds engagements, organizations, people, units and evidence by any two characters, among what the user may see.</summary>
public sealed class SearchModel(Searches searches) : SuitePage
{
    private const int Exported = 1000;

    [FromQuery]
    public string? Q { get; set; }

    [FromQuery]
    public string? Kind { get; set; }

    [FromQuery]
    public long? Before { get; set; }

    [FromQuery]
    public string? Export { get; set; }

    public string Query { get; private set; } = "";

    public SearchKind? Only { get; private set; }

    public FoundPage Found { get; private set; } = new([], null);

    /// <summary>Key of what is wrong with the query; null when it can be looked up.</summary>
    public string? Wrong => Query.Length > SearchText.MaxQuery ? "search.long" : Query.Length > 0 && !SearchText.CanFind(SearchText.Terms(Query)) ? "search.one" : null;

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Export == SheetDownload.Asked ? await ExportAsync(cancellationToken) : Page();
    }

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Query = (Q ?? "").Trim();
        Only = Enum.TryParse<SearchKind>(Kind, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : null;
        Found = await searches.FindAsync(User.Actor(), Query, Only, Before, Export == SheetDownload.Asked ? Exported : Searches.PageSize, cancellationToken);
        return true;
    }

    /// <summary>Where what was found is shown; null for what has no page of its own.</summary>
    public static string? AddressOf(Found found) => found.Kind switch
    {
        SearchKind.Engagement or SearchKind.Report => $"/engagements/{found.EngagementId}",
        SearchKind.Unit => $"/engagements/{found.EngagementId}/offsets",
        SearchKind.Evidence => $"/engagements/{found.EngagementId}/evidence",
        _ => null,
    };

    private Task<IActionResult> ExportAsync(CancellationToken cancellationToken)
    {
        SheetColumn[] columns = [new(T["search.kind"], Width: 12), new(T["search.what"], Width: 60), new(T["search.where"], Width: 40), new(T["search.at"], ColumnKind.Time, 18)];
        return this.SheetAsync(T["search.title"], columns, SheetDownload.Each(Found.Rows, f => [T[$"search.kind.{f.Kind}"], f.Text, f.Event ?? T["search.in-registry"], ChinaTime.Local(f.At)]), cancellationToken);
    }
}
