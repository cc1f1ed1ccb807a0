using EvaluatorSuite.Application.Verification;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EvaluatorSuite.Web.Pages.Verify;

/// <summary>Anybody verifies a report by its number and code. Nothing is posted, kept or set: only what was asked is answered.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInRegistration.Verifying)]
public sealed class VerifyModel(PublicRegister register) : SuitePage
{
    [FromRoute(Name = "number")]
    public string? OfRoute { get; set; }

    [FromRoute(Name = "code")]
    public string? CodeOfRoute { get; set; }

    [FromQuery]
    public string? Number { get; set; }

    [FromQuery]
    public string? Code { get; set; }

    /// <summary>Of a file that somebody holds, to compare.</summary>
    [FromQuery]
    public string? Digest { get; set; }

    public PublicReport? Report { get; private set; }

    public bool Asked => Number is not null || Code is not null;

    public string Given => (Digest ?? "").Trim().Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Null while no digest was given; false also for what is no digest.</summary>
    public bool? IsSame => Given.Length == 0 || Report is null ? null : Given == Report.Sha256;

    public bool IsDigest => Given.Length == 64 && Given.All(char.IsAsciiHexDigitLower);

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        (Number, Code) = (OfRoute ?? Number, CodeOfRoute ?? Code);
        if (Asked)
        {
            Report = await register.FindAsync((Number ?? "").Trim(), Code ?? "", cancellationToken);
        }

        this.MayBeCached();
        Response.Headers.Append("X-Robots-Tag", Asked ? "noindex" : "all");
        return Asked && Report is null ? new Microsoft.AspNetCore.Mvc.RazorPages.PageResult { StatusCode = StatusCodes.Status404NotFound } : Page();
    }
}
