using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Infrastructure.Jobs;

public static class HangfireRegistration
{
    public static IServiceCollection AddSuiteJobs(this IServiceCollection services, SuiteOptions options)
    {
        services.AddHangfire(hangfire => UseStorage(hangfire.UseRecommendedSerializerSettings(), options));
        services.AddHangfireServer(server => (server.WorkerCount, server.SchedulePollingInterval) = (2, TimeSpan.FromSeconds(5)));
        services.AddSingleton<JobRunner>();
        return services.AddHostedService<JobDispatcher>();
    }

    private static void UseStorage(IGlobalConfiguration hangfire, SuiteOptions options)
    {
        switch (options.Database)
        {
            case "PostgreSql":
                // A killed process leaves its locks behind; with the default of ten minutes nothing would run until then.
                hangfire.UsePostgreSqlStorage(p => p.UseNpgsqlConnection(options.Connection), new PostgreSqlStorageOptions
                {
                    DistributedLockTimeout = TimeSpan.FromMinutes(1),
                    UseSlidingInvisibilityTimeout = true,
                    InvisibilityTimeout = TimeSpan.FromMinutes(5),
                    QueuePollInterval = TimeSpan.FromSeconds(1),
                });
                break;
            case "SqlServer":
                hangfire.UseSqlServerStorage(options.Connection);
                break;
            default:
                hangfire.UseInMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromHours(1) });
                break;
        }
    }
}
