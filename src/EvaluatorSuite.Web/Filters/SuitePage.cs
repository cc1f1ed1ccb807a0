using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Web.Lists;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EvaluatorSuite.Web.Filters;

/// <summary>A page that can draw itself again after a refused post.</summary>
public abstract class SuitePage : PageModel
{
    /// <summary>The words, in the language of the request.</summary>
    public TextCatalog T => HttpContext.RequestServices.GetRequiredService<TextCatalog>();

    /// <returns>False when there is nothing to show.</returns>
    public virtual Task<bool> LoadAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    public virtual async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ? await ShownAsync(cancellationToken) : NotFound();

    /// <summary>The list that <c>?export=xlsx</c> asks for, with the filter of the address; null where there is none. It is asked for when the page was loaded: whoever may not see that gets nothing here.</summary>
    /// <param name="list">Which, on a page of several.</param>
    protected virtual ListSheet? SheetOf(string list, CancellationToken cancellationToken) => null;

    protected async Task<IActionResult> ShownAsync(CancellationToken cancellationToken) =>
        Request.Query["export"] == SheetDownload.Asked && SheetOf(Request.Query["list"].ToString(), cancellationToken) is { } sheet
            ? await this.SheetAsync(sheet.Title, sheet.Columns, sheet.Rows, cancellationToken)
            : Page();

    /// <summary>The page again, with what was typed and why it was refused.</summary>
    protected async Task<IActionResult> RedrawAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity } : NotFound();
}
