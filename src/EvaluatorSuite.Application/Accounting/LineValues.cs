using System.Security.Cryptography;
using System.Text;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Ledger;

namespace EvaluatorSuite.Application.Accounting;

/// <summary>Lines as the ledger has them.</summary>
internal static class LineValues
{
    public static Dictionary<string, object?> Of(LineFacts line) => new()
    {
        ["key"] = line.Key,
        ["source"] = line.Source,
        ["stage"] = line.Stage,
        ["description"] = line.Description,
        ["amount"] = Plain(line.Amount),
        ["unit"] = line.Unit,
        ["factor"] = line.Factor,
        ["ownFactor"] = line.OwnFactor is { } own
            ? new Dictionary<string, object?> { ["value"] = Plain(own.Value), ["unit"] = own.Unit, ["source"] = own.Source, ["year"] = own.Year }
            : null,
        ["claimedTonnes"] = Plain(line.ClaimedTonnes),
        ["verifiedAmount"] = line.VerifiedAmount is { } verified ? Plain(verified) : null,
        ["differenceReason"] = line.DifferenceReason,
        ["crossCheck"] = line.CrossCheck,
        ["evidence"] = line.Evidence,
    };

    public static Dictionary<string, object?> Change(LineFacts before, LineFacts after) => new() { ["before"] = Of(before), ["after"] = Of(after) };

    /// <summary>SHA-256 over the lines in their order, hexadecimal: what they were can be proved, though the entry does not repeat thousands of them.</summary>
    public static string Digest(IEnumerable<LineFacts> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson.Write(lines.Select(Of).ToList()))));

    // Databases give a figure back with other trailing zeros than it went in with.
    private static decimal Plain(decimal value) => value / 1.000000000000000000000000000000000m;
}
