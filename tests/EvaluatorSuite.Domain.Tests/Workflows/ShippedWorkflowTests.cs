using EvaluatorSuite.Domain.Workflows;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Domain.Tests.Workflows;

/// <summary>The definitions that the product comes with.</summary>
public sealed class ShippedWorkflowTests
{
    public static WorkflowProcess Process { get; } = WorkflowProcess.Of(Directory.GetFiles(Path.Combine(Repository.Root, "workflows"), "*.json")
        .Select(f => DefinitionReader.Read(Path.GetFileName(f), File.ReadAllBytes(f))));

    [Fact]
    public void They_are_without_fault()
    {
        Assert.Equal(["evaluation", "implementation", "preparation", "reporting"], Process.Definitions.Select(d => d.Key));
        Assert.Equal([], ProcessChecker.Check(Process).Select(f => $"{f.Definition} {f.Fault.Path} {f.Fault.What.Code} {string.Join(' ', f.Fault.What.Values.Select(v => $"{v.Key}={v.Value}"))}"));
    }

    [Fact]
    public void The_documentation_names_every_step_guard_role_and_fact()
    {
        var told = File.ReadAllText(Path.Combine(Repository.Root, "docs", "workflows.md"));
        var keys = Process.Places.Where(p => p.Step.Type.Waits()).Select(p => p.Step.Key);

        Assert.Equal([], keys.Concat(Guards.All).Concat(StepTypes.Roles).Concat(StepTypes.Gates).Concat(StepTypes.Levels).Concat(StepTypes.TimedFacts).Where(w => !told.Contains($"`{w}`", StringComparison.Ordinal)));
    }
}
