using System.Security.Claims;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Infrastructure.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EvaluatorSuite.Web.Authorization;

/// <summary>What a signed-in user carries: name, roles, and the person they are.</summary>
public sealed class SuiteClaimsFactory(UserManager<SuiteUser> users, SuiteDb db, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<SuiteUser>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(SuiteUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(ClaimTypes.GivenName, user.DisplayName));
        identity.AddClaims(user.AllRoles().Select(role => new Claim(ClaimTypes.Role, role)));
        if (user.TwoFactorEnabled)
        {
            identity.AddClaim(new Claim(SuiteClaims.SecondFactor, "true"));
        }

        if (user.PersonId is { } person)
        {
            identity.AddClaim(new Claim(SuiteClaims.PersonId, person.ToString()));
        }

        if (user.Roles.Contains(StaffRoles.Organizer))
        {
            var organizations = await db.OrganizerMembers.Where(m => m.UserId == user.Id && m.Active).Select(m => m.OrganizationId).ToListAsync();
            identity.AddClaims(organizations.Select(o => new Claim(SuiteClaims.Organization, o.ToString())));
        }

        return identity;
    }
}

/// <summary>Looks the user up at every request: whoever was deactivated is out at the next one.</summary>
public sealed class ActiveUserValidator(IOptions<SecurityStampValidatorOptions> options, SignInManager<SuiteUser> signIn, ILoggerFactory logger)
    : SecurityStampValidator<SuiteUser>(options, signIn, logger)
{
    protected override async Task<SuiteUser?> VerifySecurityStamp(ClaimsPrincipal? principal) =>
        await base.VerifySecurityStamp(principal) is { Active: true } user ? user : null;
}

/// <summary>Nobody signs in, by whatever way, whose account was deactivated.</summary>
public sealed class ActiveUsers : IUserConfirmation<SuiteUser>
{
    public Task<bool> IsConfirmedAsync(UserManager<SuiteUser> manager, SuiteUser user) => Task.FromResult(user.Active);
}

/// <summary>Tells the framework that a user has a second step, and asks ours whether it was passed.</summary>
public sealed class SecondFactorProvider(OneTimeCodes codes) : IUserTwoFactorTokenProvider<SuiteUser>
{
    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<SuiteUser> manager, SuiteUser user) => Task.FromResult(user.TwoFactorEnabled);

    public Task<string> GenerateAsync(string purpose, UserManager<SuiteUser> manager, SuiteUser user) => Task.FromResult("");

    public Task<bool> ValidateAsync(string purpose, string token, UserManager<SuiteUser> manager, SuiteUser user) =>
        codes.AcceptAsync(user.Id, token, CancellationToken.None);
}
