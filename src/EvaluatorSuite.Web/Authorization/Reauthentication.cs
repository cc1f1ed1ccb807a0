using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Infrastructure.Identity;
using Microsoft.AspNetCore.Identity;

namespace EvaluatorSuite.Web.Authorization;

/// <summary>
/// Asks again for what somebody signed in with, before an act that would hand their account to whoever sits at their desk. Wrong answers
/// count towards the lock-out, so pages ask before their transaction begins: what is refused would otherwise be forgotten with it.
/// </summary>
public sealed class Reauthentication(SignInManager<SuiteUser> signIn, OneTimeCodes codes, LockOuts lockOuts)
{
    /// <returns>The field that was wrong and the text that says so; null when all was right.</returns>
    public Task<(string Field, string Text)?> RefusalAsync(SuiteUser user, string password, string? code, CancellationToken cancellationToken) =>
        lockOuts.WatchAsync(user, () => AskAsync(user, password, code, cancellationToken), cancellationToken);

    private async Task<(string Field, string Text)?> AskAsync(SuiteUser user, string password, string? code, CancellationToken cancellationToken)
    {
        var result = await signIn.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            return ("Password", result.IsLockedOut ? "account.locked" : "account.password-wrong");
        }

        if (code is null || await codes.AcceptAsync(user.Id, code, cancellationToken))
        {
            return null;
        }

        await signIn.UserManager.AccessFailedAsync(user);
        return ("Code", await signIn.UserManager.IsLockedOutAsync(user) ? "account.locked" : "account.code-wrong");
    }
}
