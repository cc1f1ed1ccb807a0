using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Domain.CaseFolders;

/// <summary>The keys of one file: what defines them, what refers to them, and what refers to nothing.</summary>
internal sealed class CaseKeys(Faults faults, bool checkGuide)
{
    private readonly Dictionary<string, Guid> _organizations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _seen = new(StringComparer.Ordinal);

    public Dictionary<Guid, string> ById { get; } = [];

    /// <summary>Whether the guide is known, so that what it lacks can be called a fault.</summary>
    public bool ChecksGuide { get; } = checkGuide;

    public Guid NewOrganization(JsonObjectReader reader) => New(reader, "organizations", _organizations);

    public Guid NewPerson(JsonObjectReader reader) => New(reader, "people", _people);

    /// <summary>The key of a row, which no other row of the list may have.</summary>
    public string NewKey(JsonObjectReader reader, string list)
    {
        var key = reader.Text("key", 100);
        if (key is "." or ".." || key.IndexOfAny(['/', '\\', '?', '#', '%']) >= 0)
        {
            faults.Add(reader.At("key"), "json.key", ("value", JsonText.Shorten(key)));
        }
        else if (key.Length > 0)
        {
            Once(reader, list, key, key, "key");
        }

        return key;
    }

    public void Once(JsonObjectReader reader, string list, string value, string shown, string? property = null)
    {
        if (!SeenIn(list).Add(value))
        {
            faults.Add(property is null ? reader.Path : reader.At(property), "json.duplicate-key", ("key", JsonText.Shorten(shown)), ("list", list));
        }
    }

    public Guid Organization(JsonObjectReader reader, string property) => Refer(reader, property, _organizations, "organizations");

    public Guid? OptionalOrganization(JsonObjectReader reader, string property) => reader.Has(property) ? Organization(reader, property) : null;

    public Guid Person(JsonObjectReader reader, string property) => Refer(reader, property, _people, "people");

    public Guid? OptionalPerson(JsonObjectReader reader, string property) => reader.Has(property) ? Person(reader, property) : null;

    public Guid Person(JsonObjectReader reader, string key, string path) => Find(key, path, _people, "people");

    /// <summary>Keys of evidence items, all of which must be listed.</summary>
    public IReadOnlyList<string> Evidence(JsonObjectReader reader)
    {
        var listed = SeenIn("evidence");
        var keys = reader.Texts("evidence");
        foreach (var (key, path) in keys.Where(k => !listed.Contains(k.Text)))
        {
            faults.Add(path, "json.reference", ("value", JsonText.Shorten(key)), ("list", "evidence"));
        }

        return [.. keys.Select(k => k.Text).Distinct(StringComparer.Ordinal)];
    }

    public static void CheckPeriod(JsonObjectReader reader, DateOnly from, DateOnly? to, string fromName = "from", string toName = "to")
    {
        if (to < from && to != DateOnly.MinValue)
        {
            reader.Faults.Add(reader.At(toName), "case.period", ("from", from), ("to", to.Value), ("fromName", fromName));
        }
    }

    private HashSet<string> SeenIn(string list) => _seen.TryGetValue(list, out var seen) ? seen : _seen[list] = new HashSet<string>(StringComparer.Ordinal);

    private Guid New(JsonObjectReader reader, string list, Dictionary<string, Guid> into)
    {
        var id = Guid.CreateVersion7();
        var key = NewKey(reader, list);
        if (into.TryAdd(key, id))
        {
            ById[id] = key;
        }

        return id;
    }

    private Guid Refer(JsonObjectReader reader, string property, Dictionary<string, Guid> known, string list)
    {
        var key = reader.Text(property, 100);
        return key.Length == 0 ? Guid.Empty : Find(key, reader.At(property), known, list);
    }

    private Guid Find(string key, string path, Dictionary<string, Guid> known, string list)
    {
        if (known.TryGetValue(key, out var id))
        {
            return id;
        }

        faults.Add(path, "json.reference", ("value", JsonText.Shorten(key)), ("list", list));
        return Guid.Empty;
    }
}
