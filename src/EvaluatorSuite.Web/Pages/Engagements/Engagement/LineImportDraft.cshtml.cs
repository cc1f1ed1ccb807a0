using EvaluatorSuite.Application.Accounting;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Tables;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Reading;
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

    /// <summary>In which a file of text is to be read.</summary>
    [BindProperty]
    public TextEncoding Encoding { get; set; }

    /// <summary>In which the preview was read that the user saw.</summary>
    [BindProperty]
    public TextEncoding SeenEncoding { get; set; }

    /// <summary><c>append</c> or <c>replace</c>.</summary>
    [BindProperty(SupportsGet = true)]
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

    public async Task<IActionResult> OnPostMapAsync(CancellationToken cancellationToken)
    {
        var mapping = Mapping();
        return await FileAsync(mapping, cancellationToken) is { } file ? await MapAsync(Headed(mapping, file), cancellationToken) : await RedrawAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostImportAsync(CancellationToken cancellationToken)
    {
        _mapping = Mapping();
        if (await FileAsync(_mapping, cancellationToken) is not { } file)
        {
            return await RedrawAsync(cancellationToken);
        }

        // Nobody has seen yet what would come in.
        if (Encoding != SeenEncoding)
        {
            _mapping = Headed(_mapping, file);
            this.Wrong(nameof(Encoding), "inventory.import.encoding-look");
            return await RedrawAsync(cancellationToken);
        }

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
        return LocalRedirect($"/engagements/{EngagementId}/inventory/import/{DraftId}{(Mode is "append" or "replace" ? $"?mode={Mode}" : "")}#preview");
    }

    /// <returns>Null when the file is none of the encoding that was chosen: everything else stays as it was typed, and the file is read as before.</returns>
    private async Task<TableFile?> FileAsync(LineMapping mapping, CancellationToken cancellationToken)
    {
        try
        {
            return (await imports.PreviewAsync(User.Actor(), EngagementId, LineAuthor.Firm, DraftId, mapping, cancellationToken)).File;
        }
        catch (UnreadableException unreadable)
        {
            ModelState.AddModelError(nameof(Encoding), string.Join(" ", unreadable.Faults.Select(f => T.Say(f.What))));
            _mapping = mapping with { Encoding = SeenEncoding };
            return null;
        }
    }

    // Headings that could not be read before may tell now which column is what; what a person chose stays.
    private LineMapping Headed(LineMapping mapping, TableFile file) => mapping.Encoding == SeenEncoding || mapping.Columns.Count > 0 ? mapping
        : LineMapping.Guess(file, Math.Clamp(Sheet, 0, file.Sheets.Count - 1)) is var guess
            ? guess with { Encoding = mapping.Encoding, CalculateClaims = mapping.CalculateClaims, Fixed = mapping.Fixed.Concat(guess.Fixed).DistinctBy(f => f.Key).ToDictionary() } : mapping;

    private LineMapping Mapping() => new()
    {
        Sheet = Sheet,
        HeaderRow = Math.Max(0, HeaderRow),
        Columns = Column.Where(c => c.Value is >= 0 and < TableLimits.MaxColumns).ToDictionary(),
        Fixed = Given.Where(g => !string.IsNullOrWhiteSpace(g.Value)).ToDictionary(g => g.Key, g => g.Value!),
        CalculateClaims = CalculateClaims,
        Encoding = Enum.IsDefined(Encoding) ? Encoding : TextEncoding.Automatic,
    };
}
