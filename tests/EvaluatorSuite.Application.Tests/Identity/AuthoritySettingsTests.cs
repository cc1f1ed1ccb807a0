using EvaluatorSuite.Infrastructure;
using Microsoft.Extensions.Configuration;

namespace EvaluatorSuite.Application.Tests.Identity;

public sealed class AuthoritySettingsTests
{
    private static readonly (string Name, string Value)[] Right =
    [
        ("Authority", "https://id.firm.example/realms/firm"), ("ClientId", "suite"), ("ClientSecret", "secret"), ("DisplayName", "Firm"),
    ];

    [Fact]
    public void Nothing_is_configured_where_nothing_is_said() => Assert.Null(SuiteOptions.From(new ConfigurationBuilder().Build()).OpenIdConnect);

    [Fact]
    public void A_group_gives_one_role_or_several_and_may_have_any_name()
    {
        var settings = From([.. Right, ("Roles:/auditors", "auditor"), ("Roles:urn:firm:all", "auditor, reviewer"), ("Roles:leads:0", "reviewer"), ("Roles:leads:1", "impartiality")]).OpenIdConnect!;

        Assert.Equal(["auditor"], settings.RolesOf(["/auditors", "unknown"]));
        Assert.Equal(["auditor", "impartiality", "reviewer"], settings.RolesOf(["urn:firm:all", "leads"]));
        Assert.Empty(settings.RolesOf(["/AUDITORS", "urn"]));
        Assert.Equal("groups", settings.RolesClaim);
        Assert.True(From(Right).LocalAccounts);
    }

    [Theory]
    [InlineData("https://login.microsoftonline.com/")]
    [InlineData("https://login.partner.microsoftonline.cn/")]
    public void Entra_is_named_by_instance_and_tenant(string instance)
    {
        var settings = From([("Instance", instance), ("TenantId", "5f1d3a6e-0000-4000-8000-000000000001"), .. Right[1..]]).OpenIdConnect!;

        Assert.True(settings.IsEntra);
        Assert.Equal(instance.TrimEnd('/'), settings.Origin);
    }

    [Theory]
    [InlineData("Authority", "", "Authority is empty")]
    [InlineData("Authority", "id.firm.example", "it must be an address that begins with https://")]
    [InlineData("Authority", "http://id.firm.example", "it must be an address that begins with https://")]
    [InlineData("Authority", "https://login.microsoftonline.com/common/v2.0", "lets in people of every directory")]
    [InlineData("Instance", "https://login.microsoftonline.com/", "Authority and Instance are both set")]
    [InlineData("TenantId", "x", "TenantId is set without Instance")]
    [InlineData("ClientId", " ", "ClientId is empty")]
    [InlineData("ClientSecret", "", "ClientSecret is empty")]
    [InlineData("DisplayName", "", "DisplayName is empty")]
    [InlineData("RolesClaim", "", "RolesClaim is empty")]
    [InlineData("Roles:staff", "auditor,chief", "Roles:staff names the role 'chief'; it must be of auditor, reviewer, impartiality, administrator")]
    [InlineData("Roles:staff", "organizer", "names the role 'organizer'")]
    [InlineData("LocalAccounts", "false", "nobody could administer")]
    [InlineData("Scopes", "openid", "Scopes")]
    [InlineData("LocalAccounts", "perhaps", "LocalAccounts")]
    public void A_wrong_setting_is_named(string name, string value, string said)
    {
        var wrong = Assert.Throws<InvalidOperationException>(() => From([.. Right.Where(s => s.Name != name), (name, value)]));
        Assert.Contains(said, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://login.microsoftonline.com/", "", "TenantId is empty")]
    [InlineData("https://login.microsoftonline.com/", "common", "TenantId names 'common'")]
    [InlineData("https://login.microsoftonline.com/", "organizations", "lets in people of every directory")]
    [InlineData("login.microsoftonline.com", "t", "Instance is 'login.microsoftonline.com'")]
    public void A_wrong_directory_is_named(string instance, string tenant, string said)
    {
        var wrong = Assert.Throws<InvalidOperationException>(() => From([("Instance", instance), ("TenantId", tenant), .. Right[1..]]));
        Assert.Contains(said, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Local_accounts_can_be_off_where_a_group_gives_the_administrator() =>
        Assert.False(From([.. Right, ("LocalAccounts", "false"), ("Roles:admins", "administrator")]).LocalAccounts);

    private static SuiteOptions From(IEnumerable<(string Name, string Value)> settings) => SuiteOptions.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Suite:OpenIdConnect:{s.Name}", (string?)s.Value))).Build());
}
