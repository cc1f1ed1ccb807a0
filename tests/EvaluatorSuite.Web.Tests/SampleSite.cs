using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Web.Tests;

/// <summary>A site with the sample case and somebody of every kind.</summary>
public sealed class SampleSite : IAsyncLifetime
{
    public const string Leader = "chen@hengxin.example";
    public const string Reviewer = "gao@hengxin.example";
    public const string Approver = "zhao@hengxin.example";
    public const string Outsider = "stranger@elsewhere.example";
    public const string Officer = "officer@hengxin.example";
    public const string Administrator = "admin@hengxin.example";

    public SampleSite() : this(new Site(TestDatabase.Sqlite))
    {
    }

    internal SampleSite(Site site) => Site = site;

    public Site Site { get; }

    public Guid EngagementId { get; private set; }

    public string Engagement => $"/engagements/{EngagementId}";

    public async ValueTask InitializeAsync()
    {
        await Site.UseAsync<SuiteDb>(_ => Task.CompletedTask);
        EngagementId = await ImportAsync(new CaseFolderBuilder());
        await Site.AddUserAsync(Leader, StaffRoles.Auditor);
        await Site.AddUserAsync(Reviewer, StaffRoles.Reviewer);
        await Site.AddUserAsync(Approver, StaffRoles.Reviewer);
        await Site.AddUserAsync(Outsider, StaffRoles.Auditor);
        await Site.AddUserAsync(Officer, StaffRoles.Impartiality);
        await Site.AddUserAsync(Administrator, StaffRoles.Administrator);
    }

    public Task<Guid> ImportAsync(CaseFolderBuilder builder) => Site.ImportAsync(builder);

    public async ValueTask DisposeAsync() => await Site.DisposeAsync();
}
