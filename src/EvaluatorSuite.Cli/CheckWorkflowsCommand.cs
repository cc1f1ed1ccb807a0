using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Domain.Workflows;

namespace EvaluatorSuite.Cli;

/// <summary>Reads workflow definitions and says every fault of each, and of the process that they make together.</summary>
internal sealed class CheckWorkflowsCommand(TextCatalog texts, TextWriter output, TextWriter errors)
{
    /// <param name="paths">Files, or folders with files that end in <c>.json</c>.</param>
    public async Task<int> RunAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var (definitions, faults) = (new Dictionary<string, (string File, WorkflowDefinition Definition)>(StringComparer.Ordinal), 0);
        foreach (var path in paths)
        {
            var files = Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal)] : File.Exists(path) ? new[] { path } : [];
            if (files.Length == 0)
            {
                faults += await SayAsync(path, "$", new Domain.Message(Directory.Exists(path) ? "cli.check-workflows.empty" : "cli.check-workflows.missing"));
            }

            foreach (var file in files)
            {
                faults += await ReadAsync(file, definitions, cancellationToken);
            }
        }

        if (faults == 0)
        {
            faults = await CheckAsync(definitions);
        }

        if (faults > 0)
        {
            await errors.WriteLineAsync(texts.Say("cli.check-workflows.faults", ("count", faults)));
            return CommandLine.Unreadable;
        }

        return CommandLine.Done;
    }

    private async Task<int> ReadAsync(string file, Dictionary<string, (string File, WorkflowDefinition Definition)> definitions, CancellationToken cancellationToken)
    {
        try
        {
            // A file that is far too large is not read into memory to be told so.
            if (new FileInfo(file).Length > DefinitionReader.MaxBytes)
            {
                return await SayAsync(file, "$", new Domain.Message("workflow.too-large", ("max", DefinitionReader.MaxBytes / 1024 / 1024)));
            }

            var definition = DefinitionReader.Read(file, await File.ReadAllBytesAsync(file, cancellationToken));
            return definitions.TryAdd(definition.Key, (file, definition)) ? 0
                : await SayAsync(file, "$.definitionId", new Domain.Message("cli.check-workflows.twice", ("key", definition.Key), ("file", definitions[definition.Key].File)));
        }
        catch (UnreadableException broken)
        {
            foreach (var fault in broken.Faults)
            {
                await SayAsync(file, fault.Path, fault.What);
            }

            return broken.Total;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return await SayAsync(file, "$", new Domain.Message("cli.check-workflows.closed", ("reason", failure.Message)));
        }
    }

    private async Task<int> CheckAsync(Dictionary<string, (string File, WorkflowDefinition Definition)> definitions)
    {
        var whole = definitions.ContainsKey(WorkflowDefinition.RootKey);
        try
        {
            var process = whole ? WorkflowProcess.Of(definitions.Values.Select(d => d.Definition)) : null;
            var alone = definitions.Values.Where(d => process?.Definitions.Contains(d.Definition) is not true).ToList();
            var faults = 0;
            foreach (var fault in (process is null ? [] : ProcessChecker.Check(process)).Concat(alone.SelectMany(d => ProcessChecker.CheckAlone(WorkflowProcess.Alone(d.Definition)))))
            {
                faults += await SayAsync(definitions[fault.Definition].File, fault.Fault.Path, fault.Fault.What);
            }

            if (faults == 0)
            {
                await SayAsync(process, alone.Select(d => d.Definition));
            }

            return faults;
        }
        catch (UnreadableException broken)
        {
            foreach (var fault in broken.Faults)
            {
                await SayAsync(fault.What.Values.TryGetValue("file", out var key) && definitions.TryGetValue((string)key, out var at) ? at.File : definitions[WorkflowDefinition.RootKey].File, fault.Path, fault.What);
            }

            return broken.Total;
        }
    }

    private async Task SayAsync(WorkflowProcess? process, IEnumerable<WorkflowDefinition> alone)
    {
        if (process is not null)
        {
            await output.WriteLineAsync(texts.Say("cli.check-workflows.whole", ("count", process.Definitions.Count), ("digest", process.Digest)));
        }

        foreach (var definition in alone)
        {
            await output.WriteLineAsync(texts.Say("cli.check-workflows.alone", ("key", definition.Key), ("root", WorkflowDefinition.RootKey)));
        }
    }

    private async Task<int> SayAsync(string file, string path, Domain.Message what)
    {
        await errors.WriteLineAsync($"{file}: {path}: {texts.Say(what)}");
        return 1;
    }
}
