using EvaluatorSuite.Application.Verification;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace EvaluatorSuite.Web.Pages.Verify;

/// <summary>All reports that were issued, for anybody.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInRegistration.Verifying)]
public sealed class PublicRegisterModel(PublicRegister register) : SuitePage
{
    [FromQuery]
    public string? Q { get; set; }

    [FromQuery]
    public string? After { get; set; }

    public IReadOnlyList<RegisterEntry> Entries { get; private set; } = [];

    /// <summary>Number after which the next page begins; null on the last.</summary>
    public string? Next { get; private set; }

    /// <summary>The number in the address after which the page was to begin, where no report has it.</summary>
    public string? Unknown { get; private set; }

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        this.MayBeCached();
        if (await register.RegisterAsync(Q is { Length: > 100 } ? Q[..100] : Q, After, cancellationToken) is not { } found)
        {
            Unknown = PublicRegister.Shown(After!);
            return new PageResult { StatusCode = StatusCodes.Status404NotFound };
        }

        Entries = [.. found.Take(PublicRegister.PageSize)];
        Next = found.Count > PublicRegister.PageSize ? Entries[^1].Number : null;
        return Page();
    }
}
