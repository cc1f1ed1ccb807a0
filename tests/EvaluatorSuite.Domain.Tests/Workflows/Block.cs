using CsCheck;
using EvaluatorSuite.Domain.Workflows;

namespace EvaluatorSuite.Domain.Tests.Workflows;

/// <summary>
/// A piece of a process with one way in, nested in other pieces. What it does can be said without tokens, joins or connections
/// (<see cref="Live"/>), and it can be written as a definition (<see cref="BlockWriter"/>): the runner has to do what was said.
/// </summary>
internal abstract record Block
{
    public sealed record Step : Block;

    /// <summary>Goes on by itself.</summary>
    public sealed record Pass : Block;

    public sealed record Then(Block First, Block Second) : Block;

    /// <summary>A person, or a decision, chooses one.</summary>
    public sealed record Either(bool Decides, Block Left, Block Right) : Block;

    /// <param name="Forks">By an activity of its own, or by several connections from one outcome.</param>
    public sealed record Both(JoinMode Mode, bool Forks, Block Left, Block Right) : Block;

    /// <param name="Header">The join that it comes back to; null when it comes back to a plain step.</param>
    public sealed record Loop(JoinMode? Header, Block Inner) : Block;

    public sealed record Child(Block Inner) : Block;

    private static readonly Gen<JoinMode> Modes = Gen.Int[0, 2].Select(m => (JoinMode)m);

    public static Gen<Block> Any { get; } = Gen.Recursive<Block>((depth, block) => depth > 4
        ? Gen.Const((Block)new Step())
        : Gen.Frequency(
            (3, Gen.Const((Block)new Step())),
            (1, Gen.Const((Block)new Pass())),
            (3, Gen.Select(block, block, (a, b) => (Block)new Then(a, b))),
            (2, Gen.Select(Gen.Bool, block, block, (d, a, b) => (Block)new Either(d, a, b))),
            (3, Gen.Select(Modes, Gen.Bool, block, block, (m, f, a, b) => (Block)new Both(m, f, a, b))),
            (2, Gen.Select(Gen.Int[0, 3], block, (m, a) => (Block)new Loop(m == 3 ? null : (JoinMode)m, a))),
            (1, block.Select(a => (Block)new Child(a)))));

    /// <summary>As a sample that fails is told.</summary>
    public string Drawn => this switch
    {
        Then then => $"{then.First.Drawn}, {then.Second.Drawn}",
        Either either => $"({either.Left.Drawn} or {either.Right.Drawn})",
        Both both => $"{both.Mode}({both.Left.Drawn} | {both.Right.Drawn})",
        Loop loop => $"loop {loop.Header}({loop.Inner.Drawn})",
        Child child => $"child({child.Inner.Drawn})",
        Pass => "pass",
        _ => "step",
    };
}

/// <summary>A block with the id that its step has in the definition: the step, the one that asks, or the one that runs another definition.</summary>
internal sealed record Written(Block Block, string Id, IReadOnlyList<Written> Inner);

/// <summary>Writes blocks as definitions in Elsa's format.</summary>
internal sealed class BlockWriter
{
    private readonly List<DefinitionBuilder> _definitions = [];
    private int _count;

    public static (WorkflowProcess Process, Written Block) Write(Block block)
    {
        var writer = new BlockWriter();
        var written = writer.Definition(WorkflowDefinition.RootKey, block);
        return (WorkflowProcess.Of(writer._definitions.Select(d => d.Read())), written);
    }

    private Written Definition(string key, Block block)
    {
        var flow = new DefinitionBuilder(key).Start();
        _definitions.Add(flow);
        var (exits, written) = Add(flow, block, [("Start", "Done")]);
        flow.End();
        Connect(flow, exits, "End");
        return written;
    }

    private (List<(string, string)> Exits, Written Written) Add(DefinitionBuilder flow, Block block, List<(string, string)> entries)
    {
        var id = $"S{_count++}";
        switch (block)
        {
            case Block.Step or Block.Pass:
                _ = block is Block.Step ? flow.Task(id) : flow.Pass(id);
                Connect(flow, entries, id);
                return ([(id, "Done")], new Written(block, id, []));
            case Block.Then then:
                var first = Add(flow, then.First, entries);
                var second = Add(flow, then.Second, first.Exits);
                return (second.Exits, new Written(block, id, [first.Written, second.Written]));
            case Block.Either either:
                _ = either.Decides ? flow.Step(id, "Elsa.FlowDecision").Guard(id, "disclosed") : flow.Task(id, "Left", "Right");
                Connect(flow, entries, id);
                var (left, right) = (Add(flow, either.Left, [(id, either.Decides ? "True" : "Left")]), Add(flow, either.Right, [(id, either.Decides ? "False" : "Right")]));
                return ([.. left.Exits, .. right.Exits], new Written(block, id, [left.Written, right.Written]));
            case Block.Both both:
                return Parallel(flow, both, entries, id);
            case Block.Loop loop:
                return Circle(flow, loop, entries, id);
            default:
                flow.Child(id, $"d{id.ToLowerInvariant()}");
                Connect(flow, entries, id);
                return ([(id, "Done")], new Written(block, id, [Definition($"d{id.ToLowerInvariant()}", ((Block.Child)block).Inner)]));
        }
    }

    private (List<(string, string)>, Written) Parallel(DefinitionBuilder flow, Block.Both both, List<(string, string)> entries, string id)
    {
        var join = $"{id}J";
        _ = both.Forks ? flow.Step(id, "Elsa.FlowFork", ("branches", DefinitionBuilder.Texts("Left", "Right"))) : flow.Pass(id);
        Connect(flow, entries, id);
        var (left, right) = (Add(flow, both.Left, [(id, both.Forks ? "Left" : "Done")]), Add(flow, both.Right, [(id, both.Forks ? "Right" : "Done")]));
        flow.Join(join, both.Mode);
        foreach (var (exits, side) in new[] { (left.Exits, "L"), (right.Exits, "R") })
        {
            // A join for all of them needs each branch to come by one way.
            if (both.Mode == JoinMode.WaitAll && exits.Count > 1)
            {
                flow.Pass(id + side);
                Connect(flow, exits, id + side);
                Connect(flow, [(id + side, "Done")], join);
            }
            else
            {
                Connect(flow, exits, join);
            }
        }

        return ([(join, "Done")], new Written(both, id, [left.Written, right.Written]));
    }

    private (List<(string, string)>, Written) Circle(DefinitionBuilder flow, Block.Loop loop, List<(string, string)> entries, string id)
    {
        // What chooses comes to the header by several ways, of which only one is ever taken.
        _ = loop.Header is { } mode ? flow.Join($"{id}H", entries.Count > 1 && mode == JoinMode.WaitAll ? JoinMode.WaitAllActive : mode) : flow.Pass($"{id}H");
        Connect(flow, entries, $"{id}H");
        var inner = Add(flow, loop.Inner, [($"{id}H", "Done")]);
        flow.Task(id, "Done", "Again");
        Connect(flow, inner.Exits, id);
        flow.Way(id, "Again", $"{id}H");
        return ([(id, "Done")], new Written(loop, id, [inner.Written]));
    }

    private static void Connect(DefinitionBuilder flow, List<(string From, string Port)> exits, string to)
    {
        foreach (var (from, port) in exits)
        {
            flow.Way(from, port, to);
        }
    }
}
