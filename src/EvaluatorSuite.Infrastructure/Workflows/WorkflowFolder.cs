using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Domain.Workflows;

namespace EvaluatorSuite.Infrastructure.Workflows;

/// <summary>The definitions of a folder, one file each.</summary>
public sealed class WorkflowFolder(SuiteOptions options) : IWorkflowSource
{
    public async Task<IReadOnlyList<WorkflowDefinition>> LoadAsync(CancellationToken cancellationToken)
    {
        var (faults, definitions) = (new List<Fault>(), new List<WorkflowDefinition>());
        var files = Directory.Exists(options.WorkflowsFolder) ? Directory.EnumerateFiles(options.WorkflowsFolder, "*.json").Order(StringComparer.Ordinal).ToList() : [];
        foreach (var file in files)
        {
            try
            {
                definitions.Add(DefinitionReader.Read(Path.GetFileName(file), await File.ReadAllBytesAsync(file, cancellationToken)));
            }
            catch (UnreadableException broken)
            {
                faults.AddRange(broken.Faults.Select(f => f with { Path = $"{broken.File}: {f.Path}" }));
            }
        }

        if (files.Count == 0)
        {
            faults.Add(new Fault("$", new Message("workflow.none", ("folder", options.WorkflowsFolder))));
        }

        return faults.Count == 0 ? definitions : throw new UnreadableException(options.WorkflowsFolder, faults);
    }
}
