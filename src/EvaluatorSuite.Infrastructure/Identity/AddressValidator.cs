using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Infrastructure.Identity;

/// <summary>A mail address stands at one user; a user from the authority may have none.</summary>
public sealed class AddressValidator(SuiteDb db) : IUserValidator<SuiteUser>
{
    public async Task<IdentityResult> ValidateAsync(UserManager<SuiteUser> manager, SuiteUser user)
    {
        var address = manager.NormalizeEmail(user.Email);
        return address is null || !await db.Users.AnyAsync(u => u.NormalizedEmail == address && u.Id != user.Id)
            ? IdentityResult.Success
            : IdentityResult.Failed(manager.ErrorDescriber.DuplicateEmail(user.Email!));
    }
}
