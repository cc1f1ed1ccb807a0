using System.Security.Cryptography;
using System.Text.Json;
using EvaluatorSuite.Domain.Ledger;

namespace EvaluatorSuite.Domain.SignOff;

/// <summary>
/// Everything that a signature binds to, leaf by leaf, under one root (a Merkle tree as of RFC 6962 over the leaves in the order of their
/// paths). Two contents are the same exactly when their roots are; what differs is found by the names of the leaves.
/// </summary>
public sealed class SignedContent
{
    /// <summary>Under which the digest of the report's file is signed along with the facts.</summary>
    public const string Report = "report";

    private readonly SortedDictionary<string, ContentLeaf> _leaves = new(StringComparer.Ordinal);

    public SignedContent(IEnumerable<ContentLeaf> leaves)
    {
        foreach (var leaf in leaves)
        {
            _leaves.Add(leaf.Path, leaf);
        }
    }

    public IEnumerable<ContentLeaf> Leaves => _leaves.Values;

    public int Count => _leaves.Count;

    /// <summary>SHA-256 in hexadecimal.</summary>
    public string Root => field ??= Convert.ToHexStringLower(RootOf([.. Leaves.Select(l => l.Hash())]));

    public SignedContent With(ContentLeaf leaf) => new(Leaves.Where(l => l.Path != leaf.Path).Append(leaf));

    public SignedContent Without(string path) => new(Leaves.Where(l => l.Path != path));

    /// <summary>The facts with the report that was made of them.</summary>
    public SignedContent WithReport(string sha256) => With(new ContentLeaf(Report, new Dictionary<string, string> { ["sha256"] = CanonicalJson.Write(sha256) }));

    /// <summary>By name, what is different in <paramref name="now"/>.</summary>
    public IReadOnlyList<ContentChange> ChangesTo(SignedContent now) =>
    [
        .. _leaves.Keys.Union(now._leaves.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .SelectMany(path => Changes(path, _leaves.GetValueOrDefault(path), now._leaves.GetValueOrDefault(path))),
    ];

    /// <summary>As one canonical JSON object of objects: the same content, the same text.</summary>
    public string Write() => CanonicalJson.Write(_leaves.ToDictionary(l => l.Key, l => (object?)l.Value.Fields.ToDictionary(f => f.Key, f => (object?)f.Value)));

    /// <exception cref="JsonException">It is not what <see cref="Write"/> wrote.</exception>
    public static SignedContent Read(string text) => new(
        JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(text)!.Select(l => new ContentLeaf(l.Key, l.Value)));

    private static IEnumerable<ContentChange> Changes(string path, ContentLeaf? before, ContentLeaf? after)
    {
        if (before is null || after is null)
        {
            return [new ContentChange(path, null, before is null ? null : "{}", after is null ? null : "{}")];
        }

        return from field in before.Fields.Keys.Union(after.Fields.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
               let was = before.Fields.GetValueOrDefault(field)
               let @is = after.Fields.GetValueOrDefault(field)
               where was != @is
               select new ContentChange(path, field, was, @is);
    }

    private static byte[] RootOf(List<byte[]> level)
    {
        if (level.Count == 0)
        {
            return SHA256.HashData([]);
        }

        Span<byte> pair = stackalloc byte[1 + (2 * SHA256.HashSizeInBytes)];
        pair[0] = 1;
        while (level.Count > 1)
        {
            var above = new List<byte[]>((level.Count + 1) / 2);
            for (var i = 0; i + 1 < level.Count; i += 2)
            {
                level[i].CopyTo(pair[1..]);
                level[i + 1].CopyTo(pair[(1 + SHA256.HashSizeInBytes)..]);
                above.Add(SHA256.HashData(pair));
            }

            if (level.Count % 2 == 1)
            {
                above.Add(level[^1]);
            }

            level = above;
        }

        return level[0];
    }
}
