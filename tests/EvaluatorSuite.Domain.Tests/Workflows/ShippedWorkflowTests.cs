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
}
