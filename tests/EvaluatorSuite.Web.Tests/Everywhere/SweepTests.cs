using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Requests;
using EvaluatorSuite.Infrastructure.Jobs;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EvaluatorSuite.Web.Tests.Everywhere;

/// <summary>What the running application lets go of from hour to hour, without being started anew.</summary>
public sealed class SweepTests
{
    [Fact]
    public async Task Keys_of_forms_that_nobody_will_send_again_go_while_the_application_runs()
    {
        await using var site = new Site(TestDatabase.Sqlite);
        var (old, young) = (new HandledRequest(Guid.CreateVersion7(), Guid.Empty, At(-8)), new HandledRequest(Guid.CreateVersion7(), Guid.Empty, At(-6)));
        await site.UseAsync<SuiteDb>(async db =>
        {
            db.AddRange(old, young);
            await db.SaveChangesAsync();
        });

        await site.UseAsync<IServiceProvider>(services => services.GetServices<IHostedService>().OfType<JobDispatcher>().Single().SweepAsync(CancellationToken.None));

        Assert.Equal([young.Id], await site.ReadAsync(db => db.HandledRequests.Select(r => r.Id).ToListAsync()));
    }

    private static DateTimeOffset At(int days) => TimeProvider.System.GetUtcNow().AddDays(days);
}
