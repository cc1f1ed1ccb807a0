using System.Buffers;
using EvaluatorSuite.Application;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements;

/// <summary>
/// Keys of evidence as a form has them: ticked one by one, and typed together with commas or spaces between them. A key can hold commas
/// and spaces itself, so what an engagement has is known by its key, and only what it has not is parted at them.
/// </summary>
public static class EvidenceKeys
{
    private static readonly SearchValues<char> Between = SearchValues.Create(",，、;； \u3000\t\r\n");

    public static async Task<List<string>> ReadAsync(SuiteDb db, Guid engagementId, IEnumerable<string?>? given, CancellationToken cancellationToken) =>
        Read(given, await db.Evidence.Where(e => e.EngagementId == engagementId).Select(e => e.Facts.Key).ToListAsync(cancellationToken));

    /// <returns>Each once, as they came; among them what is the key of nothing, to be refused by name.</returns>
    public static List<string> Read(IEnumerable<string?>? given, IEnumerable<string> known)
    {
        var keys = known.ToHashSet(StringComparer.Ordinal);
        return [.. (given ?? []).OfType<string>().SelectMany(g => keys.Contains(g) ? [g] : Typed(g, keys)).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Typed(string text, HashSet<string> known)
    {
        for (var at = 0; at < text.Length;)
        {
            if (Between.Contains(text[at]))
            {
                at++;
                continue;
            }

            var key = At(text, at, known) ?? text[at..EndOfWord(text, at)];
            at += key.Length;
            yield return key;
        }
    }

    // The longest, where one key is the beginning of another.
    private static string? At(string text, int at, HashSet<string> known) => known
        .Where(k => k.Length > 0 && string.CompareOrdinal(text, at, k, 0, k.Length) == 0 && (at + k.Length == text.Length || Between.Contains(text[at + k.Length])))
        .MaxBy(k => k.Length);

    private static int EndOfWord(string text, int at) => text.AsSpan(at).IndexOfAny(Between) is >= 0 and var length ? at + length : text.Length;
}
