using EvaluatorSuite.Application.Identity;
using Microsoft.AspNetCore.Identity;

namespace EvaluatorSuite.Infrastructure.Identity;

/// <summary>Switches the second step of signing in on and off.</summary>
public sealed class SecondFactors(OneTimeCodes codes, UserManager<SuiteUser> users)
{
    /// <summary>Switches it on with a secret that the app has proved to know.</summary>
    /// <returns>The recovery codes, which are never to be had again; null when the code does not fit the secret.</returns>
    public async Task<IReadOnlyList<string>?> SwitchOnAsync(SuiteUser user, string secret, string typed, CancellationToken cancellationToken)
    {
        if (!await codes.StartAsync(user.Id, secret, typed, cancellationToken))
        {
            return null;
        }

        await users.SetTwoFactorEnabledAsync(user, true);
        return await codes.RenewRecoveryCodesAsync(user.Id, cancellationToken);
    }

    public async Task SwitchOffAsync(SuiteUser user, CancellationToken cancellationToken)
    {
        await codes.ForgetAsync(user.Id, cancellationToken);
        await users.SetTwoFactorEnabledAsync(user, false);
    }
}
