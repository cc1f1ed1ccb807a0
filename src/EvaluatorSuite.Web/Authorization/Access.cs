using System.Security.Claims;
using EvaluatorSuite.Application.Identity;

namespace EvaluatorSuite.Web.Authorization;

/// <summary>What a signed-in user carries with every request.</summary>
public static class SuiteClaims
{
    public const string PersonId = "person";

    /// <summary>An organizer for whom the user speaks; one claim each.</summary>
    public const string Organization = "organization";

    public static Guid Id(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);

    public static Guid? Person(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(PersonId), out var id) ? id : null;

    public static Actor Actor(this ClaimsPrincipal user) => new(
        user.Id(), user.FindFirstValue(ClaimTypes.GivenName) ?? "", user.Person(), [.. user.FindAll(ClaimTypes.Role).Select(c => c.Value)],
        [.. user.FindAll(Organization).Select(c => Guid.Parse(c.Value))]);
}
