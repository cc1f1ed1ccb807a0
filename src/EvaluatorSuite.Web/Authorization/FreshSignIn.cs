using System.Globalization;
using System.Security.Claims;

namespace EvaluatorSuite.Web.Authorization;

/// <summary>Whether the authority asked somebody who they are a moment ago. It says so itself (<c>auth_time</c>); one that does not counts as not having asked.</summary>
public sealed class FreshSignIn(TimeProvider clock)
{
    public const string Claim = "suite:auth-time";

    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    public bool IsFresh(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue(Claim), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, 253402300799)) is var age && age >= -TimeSpan.FromMinutes(1) && age <= Lasts;
}
