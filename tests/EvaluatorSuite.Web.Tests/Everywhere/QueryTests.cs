using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace EvaluatorSuite.Web.Tests.Everywhere;

/// <summary>What a page asks of the database when nothing of it is remembered, as after a start or after any act.</summary>
public sealed class QueryTests(SampleSite sample) : IClassFixture<SampleSite>
{
    private const int Most = 15;

    [Theory]
    [InlineData(SampleSite.Leader)]
    [InlineData(SampleSite.Reviewer)]
    [InlineData(SampleSite.Officer)]
    [InlineData(SampleSite.Administrator)]
    public async Task A_cold_page_asks_the_database_few_questions(string who)
    {
        var everywhere = new AccessTests(sample);
        var (routes, pathOf) = (await everywhere.RoutesAsync(), await everywhere.PathsAsync());
        var visitor = await sample.Site.SignInAsync(who);
        var column = Array.IndexOf(AccessTests.Everyone, who);
        var asked = new Dictionary<string, IReadOnlyList<string>>();

        await JobsDoneAsync();
        foreach (var route in routes.Where(r => AccessTests.Table[r][column] == 200))
        {
            await sample.Site.UseAsync<IMemoryCache>(cache => Task.Run(((MemoryCache)cache).Clear));
            sample.Site.Commands.Clear();
            await visitor.GetAsync(pathOf(route));
            asked[route] = sample.Site.Commands.Asked;
        }

        Assert.True(who == SampleSite.Administrator || asked["engagements/{engagementId:guid}"].Count > 5, "The page was remembered: nothing was measured.");
        Assert.True(asked.Values.All(a => a.Count <= Most), string.Join(Environment.NewLine, asked.Where(a => a.Value.Count > Most).Select(a => $"{a.Key}: {a.Value.Count}{Environment.NewLine}{string.Join(Environment.NewLine, a.Value)}")));
    }

    // What a job asks beside a page is counted with it.
    private async Task JobsDoneAsync()
    {
        for (var i = 0; i < 600 && await sample.Site.ReadAsync(db => db.JobRequests.AnyAsync(j => j.FinishedAt == null)); i++)
        {
            await Task.Delay(100);
        }
    }
}
