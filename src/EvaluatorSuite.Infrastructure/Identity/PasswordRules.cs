using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Texts;
using Microsoft.AspNetCore.Identity;

namespace EvaluatorSuite.Infrastructure.Identity;

/// <summary>Refuses what is long enough and still the first thing that somebody else would try. The codes have words in <c>page.identity.</c></summary>
public sealed class PasswordRules(SuiteOptions options) : IPasswordValidator<SuiteUser>, IDisposable
{
    public const string Common = "PasswordCommon";
    public const string Breached = "PasswordBreached";
    public const string HasName = "PasswordHasName";
    public const string HasProduct = "PasswordHasProduct";

    /// <summary>Shorter names, such as initials, come up in any sentence.</summary>
    private const int ShortestName = 3;

    private static readonly string[] Products =
        [.. TextCatalog.Languages.Select(language => Plain(TextCatalog.In(language)["page.product"])).Append("evaluatorsuite")];

    private readonly BreachedPasswordFile? _file = options.BreachedPasswords is { Length: > 0 } path ? new BreachedPasswordFile(path) : null;

    public Task<IdentityResult> ValidateAsync(UserManager<SuiteUser> manager, SuiteUser user, string? password)
    {
        var given = password ?? "";
        var plain = Plain(given);
        var codes = new List<string>();
        if (ObviousPassword.Is(given))
        {
            codes.Add(Common);
        }
        else if (_file?.Contains(given) == true)
        {
            codes.Add(Breached);
        }

        if (NamesOf(user).Any(name => plain.Contains(name, StringComparison.Ordinal)))
        {
            codes.Add(HasName);
        }

        if (Products.Any(product => plain.Contains(product, StringComparison.Ordinal)))
        {
            codes.Add(HasProduct);
        }

        return Task.FromResult(codes.Count == 0 ? IdentityResult.Success : IdentityResult.Failed([.. codes.Select(code => new IdentityError { Code = code, Description = code })]));
    }

    public void Dispose() => _file?.Dispose();

    private static IEnumerable<string> NamesOf(SuiteUser user)
    {
        var account = user.Email ?? user.UserName ?? "";
        string[] names = [account, account.Split('@')[0], user.DisplayName, .. user.DisplayName.Split(' ')];

        // Two Chinese characters are a name; two letters are in every other word.
        return names.Select(Plain).Where(name => name.Length >= ShortestName || (name.Length > 1 && name.All(c => c > 0x2E80))).Distinct();
    }

    private static string Plain(string text) => string.Concat(text.ToLowerInvariant().Where(char.IsLetterOrDigit));
}
