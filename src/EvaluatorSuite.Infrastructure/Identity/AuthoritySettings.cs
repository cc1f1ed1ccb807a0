using EvaluatorSuite.Application.Identity;
using Microsoft.Extensions.Configuration;

namespace EvaluatorSuite.Infrastructure.Identity;

/// <summary>The OpenID Connect authority where people may sign in: any, by its address, or Entra ID by instance and tenant.</summary>
public sealed class AuthoritySettings
{
    public const string Section = "Suite:OpenIdConnect";

    private static readonly string[] Everybody = ["common", "organizations", "consumers"];
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Address of an authority that publishes <c>/.well-known/openid-configuration</c>; not together with an instance.</summary>
    public string? Authority { get; init; }

    /// <summary>Entra ID: <c>https://login.microsoftonline.com/</c>, in China <c>https://login.partner.microsoftonline.cn/</c>.</summary>
    public string? Instance { get; init; }

    public string? TenantId { get; init; }

    public string ClientId { get; init; } = "";

    public string ClientSecret { get; init; } = "";

    /// <summary>What the button calls it.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>The claim of the identity token whose values are looked up in <see cref="Roles"/>.</summary>
    public string RolesClaim { get; init; } = "groups";

    /// <summary>Staff roles by the group that gives them: names with commas between them, or a list.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Roles { get; private set; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>False: nobody signs in with a password of ours.</summary>
    public bool LocalAccounts { get; init; } = true;

    public bool IsEntra => !string.IsNullOrWhiteSpace(Instance);

    /// <summary>Where the browser is sent; <c>scheme://host:port</c>.</summary>
    public string Origin => new Uri(IsEntra ? Instance! : Authority!).GetLeftPart(UriPartial.Authority);

    /// <summary>An authority on this very machine may speak plain HTTP; no other may.</summary>
    public bool IsPlain => new Uri(IsEntra ? Instance! : Authority!).Scheme == Uri.UriSchemeHttp;

    /// <returns>Null where no authority is configured.</returns>
    /// <exception cref="InvalidOperationException">A setting is wrong; the message says which and what it may be.</exception>
    internal static AuthoritySettings? From(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (!section.GetChildren().Any())
        {
            return null;
        }

        // A group may have any name, with colons too, which the binder would take for levels of the configuration.
        var flat = section.AsEnumerable(makePathsRelative: true).Where(e => e.Value is not null).ToList();
        var roles = flat.Where(e => e.Key.StartsWith($"{nameof(Roles)}:", StringComparison.OrdinalIgnoreCase)).ToList();
        var rest = new ConfigurationBuilder().AddInMemoryCollection(flat.Except(roles)).Build();
        var settings = rest.Get<AuthoritySettings>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new AuthoritySettings();
        settings.Roles = RolesFrom(roles.Select(e => (e.Key[(nameof(Roles).Length + 1)..], e.Value!)));
        settings.Check();
        return settings;
    }

    /// <summary>The roles that these groups give.</summary>
    public IReadOnlyList<string> RolesOf(IEnumerable<string> groups) =>
        [.. groups.SelectMany(group => Roles.GetValueOrDefault(group, [])).Distinct().Order(StringComparer.Ordinal)];

    private static Dictionary<string, IReadOnlyList<string>> RolesFrom(IEnumerable<(string Key, string Value)> given) => given
        .GroupBy(e => IsElement(e.Key) ? e.Key[..e.Key.LastIndexOf(':')] : e.Key, StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            IReadOnlyList<string> (group) => [.. group.SelectMany(e => e.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
            StringComparer.Ordinal);

    private static bool IsElement(string key) => key.LastIndexOf(':') is > 0 and var colon && key[(colon + 1)..] is { Length: > 0 } index && index.All(char.IsAsciiDigit);

    private void Check()
    {
        if (IsEntra == !string.IsNullOrWhiteSpace(Authority))
        {
            throw Wrong(nameof(Authority), IsEntra ? "and Instance are both set; name one of them" : "is empty; name the address of the authority, or Instance and TenantId for Entra ID");
        }

        CheckAddress(IsEntra ? nameof(Instance) : nameof(Authority), IsEntra ? Instance! : Authority!);
        if (IsEntra == string.IsNullOrWhiteSpace(TenantId))
        {
            throw Wrong(nameof(TenantId), IsEntra ? "is empty; Instance needs the id of your directory beside it" : "is set without Instance; it belongs to Entra ID");
        }

        var open = IsEntra ? TenantId! : new Uri(Authority!).Segments.Select(s => s.Trim('/')).FirstOrDefault(Everybody.Contains) ?? "";
        if (Everybody.Contains(open, StringComparer.OrdinalIgnoreCase))
        {
            throw Wrong(IsEntra ? nameof(TenantId) : nameof(Authority), $"names '{open}', which lets in people of every directory; name your own");
        }

        CheckText(nameof(ClientId), ClientId, "the registration of this application at the authority has it");
        CheckText(nameof(ClientSecret), ClientSecret, "the registration of this application at the authority has it");
        CheckText(nameof(DisplayName), DisplayName, "name the authority as your people know it");
        CheckText(nameof(RolesClaim), RolesClaim, "name the claim that holds the groups");
        CheckRoles();
    }

    private void CheckRoles()
    {
        foreach (var (group, roles) in Roles)
        {
            if (roles.Except(StaffRoles.All).FirstOrDefault() is { } unknown)
            {
                throw Wrong($"{nameof(Roles)}:{group}", $"names the role '{unknown}'; it must be of {string.Join(", ", StaffRoles.All)}");
            }
        }

        if (!LocalAccounts && !Roles.Values.Any(roles => roles.Contains(StaffRoles.Administrator)))
        {
            throw Wrong(nameof(LocalAccounts), $"is false, but no group of Roles gives '{StaffRoles.Administrator}'; nobody could administer this installation");
        }
    }

    private static void CheckAddress(string name, string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || (address.Scheme == "http" && !Loopback.Contains(address.Host)))
        {
            throw Wrong(name, $"is '{value}'; it must be an address that begins with https://");
        }
    }

    private static void CheckText(string name, string value, string mend)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw Wrong(name, $"is empty; {mend}");
        }
    }

    private static InvalidOperationException Wrong(string name, string why) => new($"{Section}:{name} {why}.");
}
