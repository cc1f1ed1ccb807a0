using EvaluatorSuite.Application.Accounting;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Tables;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>The second step of an import: which column is what, a look at what comes of it, and the act.</summary>
[EngagementPage(EngagementAct.Work)]
public sealed class LineImportDraftModel(EngagementViews views, LineImports imports) : EngagementPageModel(views)
{
    /// <summary>Rows of the preview.</summary>
    public const int Shown = 12;

    private LineMapping? _mapping;

    public override string Tab => "inventory";

    [FromRoute]
    public Guid DraftId { get; set; }

    [BindProperty]
    public int Sheet { get; set; }

    [BindProperty]
    public int HeaderRow { get; set; }

    /// <summary>The column of each field, from 0; below it when there is none.</summary>
    [BindProperty]
    public Dictionary<LineField, int> Column { get; set; } = [];

    [BindProperty]
    public Dictionary<LineField, string?> Given { get; set; } = [];

    [BindProperty]
    public bool CalculateClaims { get; set; }

    /// <summary><c>append</c> or <c>replace</c>.</summary>
    [BindProperty]
    public string? Mode { get; set; }

    /// <summary>Of the lines that would go, as the user saw them.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public ImportPreview Preview { get; private set; } = null!;

    public TableSheet Table => Preview.File.Sheets[Preview.Mapping.Sheet];

    /// <summary>What the table itself has for a field of a row: shown where it could not be read.</summary>
    public string? Raw(int row, LineField field) =>
        Preview.Mapping.Columns.TryGetValue(field, out var column) && Table.Rows.FirstOrDefault(r => r.Number == row)?[column] is { } cell ? cell.Text : Preview.Mapping.Fixed.GetValueOrDefault(field);

    /// <summary>After a conflict the state that is now shown.</summary>
    public string Upon => Response.StatusCode == StatusCodes.Status409Conflict ? Preview.State : Seen ?? Preview.State;

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            Preview = await imports.PreviewAsync(User.Actor(), EngagementId, LineAuthor.Firm, DraftId, _mapping, cancellationToken);
        }
        catch (Application.MissingException)
        {
            return false;
        }

        return await base.LoadAsync(cancellationToken);
    }

    /// <summary>A form that says not which step it is.</summary>
    public IActionResult OnPost() => NotFound();

    /// <summary>Another sheet, read as its headings suggest.</summary>
    public async Task<IActionResult> OnPostSheetAsync(CancellationToken cancellationToken)
    {
        var file = (await imports.PreviewAsync(User.Actor(), EngagementId, LineAuthor.Firm, DraftId, null, cancellationToken)).File;
        return await MapAsync(LineMapping.Guess(file, Math.Clamp(Sheet, 0, file.Sheets.Count - 1)), cancellationToken);
    }

    public Task<IActionResult> OnPostMapAsync(CancellationToken cancellationToken) => MapAsync(Mapping(), cancellationToken);

    public async Task<IActionResult> OnPostImportAsync(CancellationToken cancellationToken)
    {
        _mapping = Mapping();
        if (Mode is not ("append" or "replace"))
        {
            this.Wrong(nameof(Mode), "inventory.import.mode-missing");
            return await RedrawAsync(cancellationToken);
        }

        var count = await imports.ImportAsync(User.Actor(), EngagementId, LineAuthor.Firm, DraftId, _mapping, Mode == "replace" ? Seen ?? "" : null, cancellationToken);
        return LocalRedirect($"/engagements/{EngagementId}/inventory?imported={count}");
    }

    private async Task<IActionResult> MapAsync(LineMapping mapping, CancellationToken cancellationToken)
    {
        await imports.MapAsync(User.Actor(), EngagementId, LineAuthor.Firm, DraftId, mapping, cancellationToken);
        return LocalRedirect($"/engagements/{EngagementId}/inventory/import/{DraftId}#preview");
    }

    private LineMapping Mapping() => new()
    {
        Sheet = Sheet,
        HeaderRow = Math.Max(0, HeaderRow),
        Columns = Column.Where(c => c.Value is >= 0 and < TableLimits.MaxColumns).ToDictionary(),
        Fixed = Given.Where(g => !string.IsNullOrWhiteSpace(g.Value)).ToDictionary(g => g.Key, g => g.Value!),
        CalculateClaims = CalculateClaims,
    };
}
