using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EvaluatorSuite.Domain.SignOff;

/// <summary>One thing that is signed: the event, a line of the inventory, a piece of evidence, with the fields that it has.</summary>
/// <param name="Path"><c>inventory.L1</c>.</param>
/// <param name="Fields">By name, in canonical JSON; what is not there has no field.</param>
public sealed record ContentLeaf(string Path, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>SHA-256 over the path and the fields in the order of their names, each text with its length before it.</summary>
    public byte[] Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0]);
        Append(hash, Path);
        foreach (var (name, value) in Fields.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            Append(hash, name);
            Append(hash, value);
        }

        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}

/// <summary>What is different now from what was signed.</summary>
/// <param name="Field">Null where the whole thing came or went.</param>
/// <param name="Before">Canonical JSON; null where there was nothing.</param>
public sealed record ContentChange(string Path, string? Field, string? Before, string? After)
{
    /// <summary><c>inventory.L1.amount</c>.</summary>
    public string Name => Field is null ? Path : $"{Path}.{Field}";
}
