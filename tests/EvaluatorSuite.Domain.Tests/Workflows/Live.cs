using EvaluatorSuite.Domain.Workflows;

namespace EvaluatorSuite.Domain.Tests.Workflows;

/// <summary>A block under way: the steps at which it stands, and what finishing one of them does. Keeps no tokens.</summary>
internal abstract class Live
{
    public abstract IEnumerable<string> Stands { get; }

    /// <summary>How many branches have come to a join that still waits.</summary>
    public virtual int Parked => 0;

    /// <returns>Whether the whole block is done.</returns>
    public abstract bool Finish(string path, string outcome);

    /// <returns>Null when it is done as soon as it begins.</returns>
    public static Live? Begin(Written block, string prefix = "") => block.Block switch
    {
        Block.Pass => null,
        Block.Step => new Standing(prefix + block.Id),
        Block.Then => Sequence.Of(prefix, block.Inner),
        Block.Either => new Choice(prefix + block.Id, prefix, block.Inner),
        Block.Both both => Branches.Of(both.Mode, [.. block.Inner.Select(b => Begin(b, prefix))]),
        Block.Loop => new Round(prefix, block),
        _ => Begin(block.Inner[0], $"{prefix}{block.Id}/"),
    };

    private sealed class Standing(string path) : Live
    {
        public override IEnumerable<string> Stands => [path];

        public override bool Finish(string path, string outcome) => true;
    }

    private sealed class Sequence(string prefix, Written next, Live current) : Live
    {
        private Written? _next = next;
        private Live _current = current;

        public static Live? Of(string prefix, IReadOnlyList<Written> inner) => Begin(inner[0], prefix) is { } first ? new Sequence(prefix, inner[1], first) : Begin(inner[1], prefix);

        public override IEnumerable<string> Stands => _current.Stands;

        public override int Parked => _current.Parked;

        public override bool Finish(string path, string outcome)
        {
            if (!_current.Finish(path, outcome))
            {
                return false;
            }

            if (_next is null || Begin(_next, prefix) is not { } second)
            {
                return true;
            }

            (_next, _current) = (null, second);
            return false;
        }
    }

    private sealed class Choice(string asks, string prefix, IReadOnlyList<Written> inner) : Live
    {
        private Live? _chosen;

        public override IEnumerable<string> Stands => _chosen?.Stands ?? [asks];

        public override int Parked => _chosen?.Parked ?? 0;

        public override bool Finish(string path, string outcome) =>
            _chosen?.Finish(path, outcome) ?? (_chosen = Begin(inner[outcome is "True" or "Left" ? 0 : 1], prefix)) is null;
    }

    private sealed class Branches(JoinMode mode, Live?[] branches) : Live
    {
        private bool IsDone => mode == JoinMode.WaitAny ? branches.Any(b => b is null) : branches.All(b => b is null);

        public static Branches? Of(JoinMode mode, Live?[] branches) => new Branches(mode, branches) is { IsDone: false } live ? live : null;

        public override IEnumerable<string> Stands => branches.SelectMany(b => b?.Stands ?? []);

        public override int Parked => branches.Sum(b => b?.Parked ?? 1);

        public override bool Finish(string path, string outcome)
        {
            var at = Array.FindIndex(branches, b => b?.Stands.Contains(path) == true);
            if (branches[at]!.Finish(path, outcome))
            {
                branches[at] = null;
            }

            return IsDone;
        }
    }

    private sealed class Round : Live
    {
        private readonly string _prefix;
        private readonly Written _block;
        private Live _current;

        public Round(string prefix, Written block)
        {
            (_prefix, _block) = (prefix, block);
            _current = Begun();
        }

        private string Check => _prefix + _block.Id;

        public override IEnumerable<string> Stands => _current.Stands;

        public override int Parked => _current.Parked;

        public override bool Finish(string path, string outcome)
        {
            if (path == Check)
            {
                _current = outcome == "Again" ? Begun() : _current;
                return outcome != "Again";
            }

            _current = _current.Finish(path, outcome) ? new Standing(Check) : _current;
            return false;
        }

        private Live Begun() => Begin(_block.Inner[0], _prefix) ?? new Standing(Check);
    }
}
