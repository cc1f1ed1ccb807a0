using EvaluatorSuite.Application.Texts;
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

    public virtual async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ? Page() : NotFound();

    /// <summary>The page again, with what was typed and why it was refused.</summary>
    protected async Task<IActionResult> RedrawAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity } : NotFound();
}
