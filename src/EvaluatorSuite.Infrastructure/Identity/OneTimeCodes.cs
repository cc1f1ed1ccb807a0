using System.Security.Cryptography;
using System.Text;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Infrastructure.Identity;

/// <summary>Codes of the second step: of an authenticator app, and recovery codes. Each is taken once.</summary>
public sealed class OneTimeCodes(SuiteDb db, TimeProvider clock)
{
    public const int RecoveryCodes = 10;
    private const int RecoveryBytes = 10;

    /// <summary>Takes what was typed, whichever of the two it is. What was taken once is refused from then on, whatever becomes of the act.</summary>
    public async Task<bool> AcceptAsync(Guid userId, string typed, CancellationToken cancellationToken)
    {
        var code = Plain(typed);
        return code.Length == TimeCode.Digits && code.All(char.IsAsciiDigit)
            ? await AcceptTimeCodeAsync(userId, code, cancellationToken)
            : await db.RecoveryCodes.Where(c => c.UserId == userId && c.Digest == Digest(userId, code)).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    /// <summary>Keeps the secret, if the code proves that the app has it; that code is used up.</summary>
    public async Task<bool> StartAsync(Guid userId, string secret, string typed, CancellationToken cancellationToken)
    {
        if (TimeCode.MatchingStep(secret, Plain(typed), clock.GetUtcNow()) is null)
        {
            return false;
        }

        await ForgetAsync(userId, cancellationToken);
        db.SecondFactors.Add(new SecondFactor(userId, secret, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        return await AcceptTimeCodeAsync(userId, Plain(typed), cancellationToken);
    }

    public async Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(Guid userId, CancellationToken cancellationToken)
    {
        await db.RecoveryCodes.Where(c => c.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => Readable(TimeCode.Base32(RandomNumberGenerator.GetBytes(RecoveryBytes)))).ToList();
        db.RecoveryCodes.AddRange(codes.Select(c => new RecoveryCode(userId, Digest(userId, Plain(c)))));
        await db.SaveChangesAsync(cancellationToken);
        return codes;
    }

    public Task<int> RecoveryCodesLeftAsync(Guid userId, CancellationToken cancellationToken) => db.RecoveryCodes.CountAsync(c => c.UserId == userId, cancellationToken);

    // The step is claimed in the update itself: of two requests with one code at the same moment the second finds nothing to claim.
    private async Task<bool> AcceptTimeCodeAsync(Guid userId, string code, CancellationToken cancellationToken)
    {
        var secret = await db.SecondFactors.Where(f => f.UserId == userId).Select(f => f.Secret).SingleOrDefaultAsync(cancellationToken);
        return secret is not null && TimeCode.MatchingStep(secret, code, clock.GetUtcNow()) is { } step
            && await db.SecondFactors.Where(f => f.UserId == userId && f.LastStep < step)
                .ExecuteUpdateAsync(f => f.SetProperty(x => x.LastStep, step), cancellationToken) == 1;
    }

    public async Task ForgetAsync(Guid userId, CancellationToken cancellationToken)
    {
        await db.SecondFactors.Where(f => f.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.RecoveryCodes.Where(c => c.UserId == userId).ExecuteDeleteAsync(cancellationToken);
    }

    // A Chinese keyboard types wide digits; they are the same to whoever reads them.
    private static string Plain(string typed) => new([.. typed.Normalize(NormalizationForm.FormKC).Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);

    private static string Readable(string code) => string.Join('-', code.Chunk(4).Select(part => new string(part)));

    private static string Digest(Guid userId, string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{userId:N}{code}")));
}
