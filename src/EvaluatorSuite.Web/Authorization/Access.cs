using System.Security.Claims;
using EvaluatorSuite.Application.Identity;
using Microsoft.AspNetCore.Identity;

namespace EvaluatorSuite.Web.Authorization;

/// <summary>What a signed-in user carries with every request.</summary>
public static class SuiteClaims
{
    public const string PersonId = "person";

    /// <summary>An organizer for whom the user speaks; one claim each.</summary>
    public const string Organization = "organization";

    /// <summary>Stands at a user who has one.</summary>
    public const string SecondFactor = "second-factor";

    public static bool HasSecondFactor(this ClaimsPrincipal user) => user.HasClaim(c => c.Type == SecondFactor);

    /// <summary>Whether this session began at the authority.</summary>
    public static bool IsOfAuthority(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.AuthenticationMethod) == AuthorityRegistration.Scheme;

    /// <summary>How a session began stands in its cookie alone; the rest of it is read from the database at each request.</summary>
    public static Task KeepOfSessionAsync(SecurityStampRefreshingPrincipalContext context)
    {
        var began = context.CurrentPrincipal?.FindAll(c => c.Type is ClaimTypes.AuthenticationMethod or "amr" or FreshSignIn.Claim) ?? [];
        context.NewPrincipal?.Identities.First().AddClaims(began.Select(c => new Claim(c.Type, c.Value)));
        return Task.CompletedTask;
    }

    public static Guid Id(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);

    public static Guid? Person(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(PersonId), out var id) ? id : null;

    public static Actor Actor(this ClaimsPrincipal user) => new(
        user.Id(), user.FindFirstValue(ClaimTypes.GivenName) ?? "", user.Person(), [.. user.FindAll(ClaimTypes.Role).Select(c => c.Value)],
        [.. user.FindAll(Organization).Select(c => Guid.Parse(c.Value))]);
}
