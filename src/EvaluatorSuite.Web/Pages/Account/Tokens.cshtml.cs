using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Account;

/// <summary>One's own access tokens: made, shown once, taken back.</summary>
public sealed class TokensModel(AccessTokens tokens, TimeProvider clock) : SuitePage
{
    /// <summary>A secret on its way to this page, in a sealed cookie that is gone when it was shown.</summary>
    private const string Key = "access-token";

    public static IReadOnlyList<int> Lives { get; } = [30, 90, 180, 365];

    public IReadOnlyList<AccessToken> Tokens { get; private set; } = [];

    public string? Secret { get; private set; }

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Tokens = await tokens.ListAsync(User.Actor(), cancellationToken);
        Secret = HttpMethods.IsGet(Request.Method) ? TempData[Key] as string : null;
        return true;
    }

    public bool IsInForce(AccessToken token) => token.RevokedAt is null && token.ExpiresAt > clock.GetUtcNow();

    public async Task<IActionResult> OnPostAsync(string? tokenName, List<string>? scopes, int? days, CancellationToken cancellationToken)
    {
        if (!this.FieldsAreWell())
        {
            return await RedrawAsync(cancellationToken);
        }

        TempData[Key] = await tokens.CreateAsync(User.Actor(), tokenName, scopes ?? [], days, cancellationToken);
        return LocalRedirect("/account/tokens");
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid tokenId, CancellationToken cancellationToken)
    {
        await tokens.RevokeAsync(User.Actor(), tokenId, cancellationToken);
        return LocalRedirect("/account/tokens?done=token-revoked");
    }
}
