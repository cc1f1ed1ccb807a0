namespace EvaluatorSuite.Domain.Reading;

/// <summary>Something wrong in a file that was given to us: where (<c>$.inventory[3].unit</c>), and what, in words that say how to mend it.</summary>
public sealed record Fault(string Path, Message What);

/// <summary>Every fault of a file at once: reading goes on past a fault as far as it makes sense.</summary>
public sealed class Faults
{
    /// <summary>A file with more faults than this is not the file that was meant; the rest are counted, not listed.</summary>
    public const int MaxListed = 500;

    private readonly List<Fault> _faults = [];

    public IReadOnlyList<Fault> All => _faults;

    public int Count { get; private set; }

    public void Add(string path, string code, params (string Name, object Value)[] values) => Add(path, new Message(code, values));

    public void Add(string path, Message what)
    {
        Count++;
        if (_faults.Count < MaxListed)
        {
            _faults.Add(new Fault(path, what));
        }
    }
}

/// <summary>A file could not be read; it has been left alone and nothing came of it.</summary>
/// <param name="total">How many there are, where not all are listed.</param>
public sealed class UnreadableException(string file, IReadOnlyList<Fault> faults, int? total = null) : Exception($"{file}: {total ?? faults.Count} faults")
{
    public string File { get; } = file;
    public IReadOnlyList<Fault> Faults { get; } = faults;
    public int Total { get; } = total ?? faults.Count;
}
