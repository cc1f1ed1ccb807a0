using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.Database;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Cli;

/// <summary>Brings the database of the environment's settings (<c>Suite__Database</c>, <c>Suite__ConnectionString</c>, <c>Suite__DataFolder</c>) up to date.</summary>
internal static class MigrateCommand
{
    public static async Task<int> RunAsync(TextCatalog texts, TextWriter output, CancellationToken cancellationToken)
    {
        var options = SuiteOptions.From(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        await using var services = new ServiceCollection().AddLogging().AddSuite(options).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseSetup>().RunAsync(cancellationToken);
        await output.WriteLineAsync(texts.Say("cli.migrated", ("database", options.Database)));
        return CommandLine.Done;
    }
}
