namespace EvaluatorSuite.Domain.Ledger;

/// <summary>Something that does not fit in an export: where it stands, and what is wrong in words.</summary>
/// <param name="File">As it is called in the archive.</param>
/// <param name="Line">From 1; null for what concerns the file as a whole.</param>
/// <param name="Sequence">Of the entry, where it has one that can be read.</param>
public sealed record LedgerFault(string File, long? Line, long? Sequence, Message What);

/// <summary>What was found, in the order in which it was; beyond <see cref="Most"/> nothing more is looked for.</summary>
public sealed class LedgerFaults
{
    public const int Most = 500;

    private readonly List<LedgerFault> _all = [];

    public IReadOnlyList<LedgerFault> All => _all;

    public bool AreMost => _all.Count >= Most;

    public void Add(string file, string code, params (string Name, object Value)[] values) => Add(new LedgerFault(file, null, null, new Message(code, values)));

    public void Add(LedgerFault fault)
    {
        if (!AreMost)
        {
            _all.Add(fault);
        }
    }
}
