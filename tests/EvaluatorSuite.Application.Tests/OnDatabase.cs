using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Application.Tests;

/// <summary>Tests that say the same of each database; a class of tests derives once and stands on every one.</summary>
public abstract class OnDatabase(string provider) : IAsyncLifetime
{
    protected SuiteHost Host { get; private set; } = null!;

    protected string Provider { get; } = provider;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(TestDatabase.IsThere(Provider), "SUITE_TEST_POSTGRESQL is not set; tests/run.sh starts a server and sets it.");
        Host = await HostAsync();
        await Host.ResetAsync();
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected virtual Task<SuiteHost> HostAsync() => Hosts.GetAsync(Provider);
}

/// <summary>One host a database for the whole run, emptied before each test: setting up a database is the slow part.</summary>
public static class Hosts
{
    private static readonly Dictionary<string, SuiteHost> Started = [];

    public static async Task<SuiteHost> GetAsync(string provider) =>
        Started.TryGetValue(provider, out var host) ? host : Started[provider] = await SuiteHost.StartAsync(provider);

    public static async Task StopAsync()
    {
        foreach (var host in Started.Values)
        {
            await host.DisposeAsync();
        }
    }
}

/// <summary>Drops what the run has made.</summary>
public sealed class HostsFixture : IAsyncLifetime
{
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await Hosts.StopAsync();
}
