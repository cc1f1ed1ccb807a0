using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Domain;

public enum Severity { Warning, Block }

/// <summary>Something that an issue speaks of: an organization or a person by id, or a row or a part of the case by its key.</summary>
public sealed record Node(string Key, string Name, Guid? Id = null)
{
    public static Node Part(string key) => new(key, key);
}

/// <summary>One rule that the facts do not meet, with everything that a person needs to agree or to object.</summary>
/// <param name="Rule">The rule, its standing and its basis, as the pinned guide pack has them.</param>
/// <param name="Subject">What would have to change.</param>
/// <param name="Finding">The sentence that says what is wrong.</param>
/// <param name="Chain">The facts that lead there, in order, each a sentence; together they name every node of <paramref name="Path"/>.</param>
/// <param name="Path">From the first thing of the chain to the last.</param>
public sealed record Issue(GuideRule Rule, Severity Severity, Node Subject, Message Finding, IReadOnlyList<Message> Chain, IReadOnlyList<Node> Path)
{
    public bool Blocks => Severity == Severity.Block;
}
