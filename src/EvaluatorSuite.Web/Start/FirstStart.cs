using System.Data.Common;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Jobs;
using EvaluatorSuite.Application.Search;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.Database;
using EvaluatorSuite.Infrastructure.EvidenceStore;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace EvaluatorSuite.Web.Start;

/// <summary>Sets up what is missing, and tells whoever started the program where it is and how to get in.</summary>
public static class FirstStart
{
    private static readonly TextCatalog[] Both = [TextCatalog.In(TextCatalog.Chinese), TextCatalog.In(TextCatalog.English)];

    /// <returns>False when the installation cannot run as it is; everything wrong has been said.</returns>
    public static async Task<bool> PrepareAsync(WebApplication app, bool sample)
    {
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<DatabaseSetup>().RunAsync(CancellationToken.None);
            scope.ServiceProvider.GetRequiredService<FileSystemEvidenceStore>().SetUp();
            await scope.ServiceProvider.GetRequiredService<GuideStore>().RefreshAsync(CancellationToken.None);
            await scope.ServiceProvider.GetRequiredService<WorkflowStore>().RefreshAsync(CancellationToken.None);
            await FillAsync(app.Logger, scope.ServiceProvider.GetRequiredService<StandingKeeper>());
            await RebuildSearchAsync(scope.ServiceProvider, CancellationToken.None);
            if (sample)
            {
                await scope.ServiceProvider.GetRequiredService<SampleCase>().BringInAsync(CancellationToken.None);
            }

            return true;
        }
        catch (UnreadableException unreadable)
        {
            foreach (var fault in unreadable.Faults)
            {
                await Console.Error.WriteLineAsync($"{unreadable.File}: {fault.Path}: {Both[0].Say(fault.What)} / {Both[1].Say(fault.What)}");
            }

            return false;
        }
        catch (Exception failure) when (IsOutside(failure))
        {
            // The database or the data folder cannot be had: an operator needs the reason, not where in the program it was met.
            foreach (var texts in Both)
            {
                await Console.Error.WriteLineAsync(texts.Say("cli.web.failed", ("reason", failure.GetBaseException().Message)));
            }

            return false;
        }
    }

    // An engagement that cannot be read keeps nobody from the others; it is tried again at the next start.
    private static async Task FillAsync(ILogger logger, StandingKeeper standings)
    {
        try
        {
            await standings.FillAsync(CancellationToken.None);
        }
        catch (AggregateException failures)
        {
            foreach (var failure in failures.InnerExceptions)
            {
                logger.LogError(failure, "An engagement stands in no list");
            }
        }
    }

    private static async Task RebuildSearchAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (await services.GetRequiredService<SearchRebuild>().IsNeededAsync(cancellationToken))
        {
            services.GetRequiredService<JobOutbox>().Enqueue<SearchRebuildJob, SearchRebuildJob.Args>(new());
            await services.GetRequiredService<SuiteDb>().SaveChangesAsync(cancellationToken);
        }
    }

    private static bool IsOutside(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException or IOException or UnauthorizedAccessException or TimeoutException)
            {
                return true;
            }
        }

        return false;
    }

    public static async Task<int> RunAsync(WebApplication app)
    {
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            foreach (var texts in Both)
            {
                await Console.Error.WriteLineAsync(texts.Say("cli.web.address-in-use", ("reason", failure.Message)));
            }

            return 1;
        }
    }

    /// <summary>Printed once the server listens, in both languages: who reads a console is not known yet.</summary>
    public static void Announce(WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (address is null)
        {
            // A host without addresses is one of a test: nobody reads its console.
            return;
        }

        using var scope = app.Services.CreateScope();
        var empty = scope.ServiceProvider.GetRequiredService<SuiteOptions>().LocalAccounts && !scope.ServiceProvider.GetRequiredService<SuiteDb>().Users.Any();
        var ticket = app.Services.GetRequiredService<SetupTicket>().Value;
        var sample = app.Services.GetRequiredService<SampleSignIns>();
        foreach (var texts in Both)
        {
            Console.WriteLine();
            Console.WriteLine(texts.Say("cli.web.address", ("address", address)));
            if (empty)
            {
                Console.WriteLine(texts.Say("cli.web.setup", ("link", $"{address}/setup/{ticket}")));
            }
            else if (sample.Password is not null)
            {
                Console.WriteLine(texts.Say("cli.web.sample", ("accounts", string.Join(", ", sample.Accounts)), ("password", sample.Password)));
            }
            else
            {
                Console.WriteLine(texts["cli.web.sign-in"]);
            }
        }

        Console.WriteLine();
    });
}
