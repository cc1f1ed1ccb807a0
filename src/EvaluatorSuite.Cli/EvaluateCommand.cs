using EvaluatorSuite.Application;
using EvaluatorSuite.Application.CaseFolders;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Domain.Verdicts;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.CaseFolders;
using EvaluatorSuite.Infrastructure.Database;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Cli;

/// <summary>
/// Evaluates a case folder. Everything is made in a folder of its own beside the results and moved there at the end, so that
/// a folder that cannot be read, a full disk or a broken-off run leaves nothing behind.
/// </summary>
internal sealed class EvaluateCommand(TextCatalog texts, TextWriter output, TextWriter errors)
{
    /// <summary>The imported case: database and evidence. Not the name that the web application uses for its own, and never replaced without the mark.</summary>
    public const string DataFolder = "case-data";

    /// <summary>Lies in a data folder that this command made and may replace.</summary>
    private const string Mark = "made-by-evaluate";

    private static readonly string[] Results = ["verdict.json", "report.docx", "manifest.json", DataFolder];

    public async Task<int> RunAsync(string folder, string results, string? guides, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(folder) || string.IsNullOrWhiteSpace(results))
        {
            await errors.WriteLineAsync(texts.Say("file.not-a-folder", ("name", "\"\"")));
            return CommandLine.Unreadable;
        }

        var target = Path.GetFullPath(results);
        if (RefusalOf(target) is { } refusal)
        {
            await errors.WriteLineAsync(refusal);
            return CommandLine.Unreadable;
        }

        var staging = $"{target.TrimEnd(Path.DirectorySeparatorChar)}.{Guid.CreateVersion7():N}";
        try
        {
            Directory.CreateDirectory(staging);
            var verdict = await EvaluateAsync(Path.GetFullPath(folder), staging, guides, cancellationToken);
            MoveInto(staging, target);
            await SummarizeAsync(verdict, target);
            return CommandLine.Done;
        }
        catch (UnreadableException unreadable)
        {
            await ReportAsync(unreadable);
            return CommandLine.Unreadable;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(texts.Say("cli.out-not-writable", ("path", target), ("reason", failure.Message)));
            return CommandLine.Unreadable;
        }
        finally
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }
        }
    }

    private string? RefusalOf(string target)
    {
        if (File.Exists(target))
        {
            return texts.Say("cli.out-is-file", ("path", target));
        }

        // An earlier run's data is ours to replace; anything else of that name is somebody's.
        var data = Path.Combine(target, DataFolder);
        return Path.Exists(data) && !File.Exists(Path.Combine(data, Mark)) ? texts.Say("cli.out-foreign-data", ("path", target)) : null;
    }

    private async Task<Verdict> EvaluateAsync(string folder, string staging, string? guides, CancellationToken cancellationToken)
    {
        var options = new SuiteOptions { DataFolder = Path.Combine(staging, DataFolder), GuidesFolder = guides ?? Environment.GetEnvironmentVariable("Suite__GuidesFolder") ?? new SuiteOptions().GuidesFolder };
        await using var services = new ServiceCollection().AddLogging().AddSuite(options).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var provider = scope.ServiceProvider;
        await provider.GetRequiredService<DatabaseSetup>().RunAsync(cancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(options.DataPath, Mark), [], cancellationToken);
        await provider.GetRequiredService<GuideStore>().RefreshAsync(cancellationToken);
        await provider.GetRequiredService<WorkflowStore>().RefreshAsync(cancellationToken);

        await using var source = new DirectoryCaseFolder(folder);
        var importer = provider.GetRequiredService<CaseImporter>();
        var prepared = await importer.PrepareAsync(source, Progress(), cancellationToken);
        var id = await SaveAsync(provider.GetRequiredService<SuiteDb>(), importer, prepared, cancellationToken);

        // The folder speaks for itself here; taken into the product, its safeguards wait for the impartiality officer.
        var facts = await provider.GetRequiredService<EvaluationReader>().ReadAsync(id, cancellationToken) with { OfficerJudgesSafeguards = false };
        var verdict = Evaluation.Evaluate(facts);
        await File.WriteAllBytesAsync(Path.Combine(staging, "verdict.json"), VerdictJson.Write(facts.Guide, verdict, texts), cancellationToken);
        var report = await provider.GetRequiredService<ReportDrafts>().RenderAsync(facts, verdict, texts, cancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(staging, "report.docx"), report, cancellationToken);
        await WriteManifestAsync(source, prepared, staging, cancellationToken);

        SqliteConnection.ClearAllPools();
        return verdict;
    }

    private static async Task<Guid> SaveAsync(SuiteDb db, CaseImporter importer, PreparedCase prepared, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var id = await importer.SaveAsync(prepared, actorId: Guid.Empty, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return id;
    }

    private async Task WriteManifestAsync(DirectoryCaseFolder source, PreparedCase prepared, string staging, CancellationToken cancellationToken)
    {
        var unlisted = source.EvidenceFiles().Except(prepared.Case.Evidence.Select(e => e.File)).Order(StringComparer.Ordinal).ToList();
        await File.WriteAllBytesAsync(Path.Combine(staging, "manifest.json"), await ManifestJson.WriteAsync(source, prepared, unlisted, cancellationToken), cancellationToken);
        if (unlisted.Count > 0)
        {
            await errors.WriteLineAsync(texts.Say("cli.unlisted", ("count", unlisted.Count)));
        }
    }

    // A line that rewrites itself is for a person at a terminal; in a log it would be noise.
    private TerminalProgress? Progress() => Console.IsErrorRedirected || errors != Console.Error ? null : new TerminalProgress(errors, texts);

    private static void MoveInto(string staging, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var name in Results)
        {
            var (from, to) = (Path.Combine(staging, name), Path.Combine(target, name));
            if (name == DataFolder)
            {
                if (Directory.Exists(to))
                {
                    Directory.Delete(to, recursive: true);
                }

                Directory.Move(from, to);
            }
            else
            {
                File.Move(from, to, overwrite: true);
            }
        }
    }

    private async Task SummarizeAsync(Verdict verdict, string target)
    {
        var blocks = verdict.Issues.Count(i => i.Blocks);
        await output.WriteLineAsync(texts.Say("cli.result", ("conclusion", new Term($"conclusion.{verdict.Conclusion}"))));
        await output.WriteLineAsync(texts.Say("cli.figures", ("claimed", new Tonnage(verdict.ClaimedTonnes)), ("verified", new Tonnage(verdict.VerifiedTonnes)), ("offset", new Tonnage(verdict.OffsetTonnes))));
        await output.WriteLineAsync(texts.Say(blocks == 0 ? "cli.may-issue" : "cli.may-not-issue", ("blocks", blocks), ("warnings", verdict.Issues.Count - blocks)));
        await output.WriteLineAsync(texts.Say("cli.written", ("folder", target)));
    }

    private async Task ReportAsync(UnreadableException unreadable)
    {
        foreach (var fault in unreadable.Faults)
        {
            await errors.WriteLineAsync($"{unreadable.File}: {(fault.Path == "$" ? "" : $"{fault.Path}: ")}{texts.Say(fault.What)}");
        }

        await errors.WriteLineAsync(texts.Say("cli.unreadable", ("count", unreadable.Total)));
    }

    /// <summary>Called in order by the one reader; <see cref="Progress{T}"/> would post to other threads.</summary>
    private sealed class TerminalProgress(TextWriter errors, TextCatalog texts) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) =>
            errors.Write($"\r{texts.Say("cli.progress", ("files", value.Files), ("total", value.Total))}{(value.Files == value.Total ? Environment.NewLine : "")}");
    }
}
