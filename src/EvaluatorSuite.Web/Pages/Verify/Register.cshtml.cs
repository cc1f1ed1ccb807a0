using EvaluatorSuite.Application.Verification;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EvaluatorSuite.Web.Pages.Verify;

/// <summary>All reports that were issued, for anybody.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInRegistration.Guessing)]
public sealed class PublicRegisterModel(PublicRegister register) : SuitePage
{
    [FromQuery]
    public string? Q { get; set; }

    [FromQuery]
    public string? After { get; set; }

    public IReadOnlyList<RegisterEntry> Entries { get; private set; } = [];

    /// <summary>Number after which the next page begins; null on the last.</summary>
    public string? Next { get; private set; }

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var found = await register.RegisterAsync(Q is { Length: > 100 } ? Q[..100] : Q, After, cancellationToken);
        Entries = [.. found.Take(PublicRegister.PageSize)];
        Next = found.Count > PublicRegister.PageSize ? Entries[^1].Number : null;
        this.MayBeCached();
        return true;
    }
}
