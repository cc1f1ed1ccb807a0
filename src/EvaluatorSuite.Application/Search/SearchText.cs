using System.Text;

namespace EvaluatorSuite.Application.Search;

/// <summary>
/// Cuts words into what the index holds: every two characters that stand beside each other, so that two Chinese characters are enough, and every
/// four of what is written in ASCII, since two digits of a serial number tell nothing. Each gram is spelled in letters and digits alone:
/// no index can mistake a quotation mark or an asterisk that somebody typed for its own syntax.
/// </summary>
public static class SearchText
{
    public const int MaxEntry = 2000;
    public const int MaxQuery = 100;

    private const int CodedRun = 4;

    /// <summary>One form for all ways of typing the same: full-width forms, capitals, spaces.</summary>
    public static string Normalize(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // A half of a surrogate pair alone cannot be normalized, and nobody can type it.
            whole.Append(rune.ToString());
        }

        var result = new StringBuilder(whole.Length);
        var line = whole.ToString().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\n')
            {
                result.Append('\n');
            }
            else if (!char.IsWhiteSpace(line[i]))
            {
                result.Append(line[i]);
            }
            else if (result.Length > 0 && result[^1] is not (' ' or '\n') && !(IsWide(result[^1]) && NextIsWide(line, i)))
            {
                result.Append(' ');
            }
        }

        return result.ToString().Trim();
    }

    /// <summary>The words that somebody looks for, each of which must be there.</summary>
    public static IReadOnlyList<string> Terms(string query) =>
        [.. query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Normalize).Where(t => t.Length > 0).Distinct()];

    /// <summary>Whether at least one word is long enough to be looked up.</summary>
    public static bool CanFind(IReadOnlyList<string> terms) => terms.Any(t => t.EnumerateRunes().Count() >= 2);

    /// <summary>What the index holds of an entry's words; no gram reaches over a space or the end of a line.</summary>
    public static IReadOnlySet<string> GramsOfEntry(string text) => Grams(Normalize(text).Split(' ', '\n'), whole: true);

    /// <summary>What an entry must hold to be worth reading; of a long run of ASCII only the grams that tell much.</summary>
    public static IReadOnlySet<string> GramsOfQuery(IReadOnlyList<string> terms) => Grams(terms.SelectMany(t => t.Split(' ')), whole: false);

    public static bool Holds(string text, IReadOnlyList<string> terms)
    {
        var normal = Normalize(text);
        return terms.All(t => normal.Contains(t, StringComparison.Ordinal));
    }

    /// <summary>Under what an entry of an engagement is held for one of its readers.</summary>
    public static string ReaderGram(Guid readerId) => $"r{readerId:n}";

    public static string KindGram(SearchKind kind) => $"k{(int)kind}";

    private static HashSet<string> Grams(IEnumerable<string> words, bool whole)
    {
        var grams = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            var runes = word.EnumerateRunes().Select(r => r.Value).ToArray();
            var covered = new bool[runes.Length];
            for (var i = 0; i + CodedRun <= runes.Length; i++)
            {
                if (runes.AsSpan(i, CodedRun).IndexOfAnyExceptInRange(0x21, 0x7E) < 0)
                {
                    grams.Add(Spell('q', (runes[i] << 21) | (runes[i + 1] << 14) | (runes[i + 2] << 7) | runes[i + 3], 6));
                    covered.AsSpan(i, CodedRun).Fill(true);
                }
            }

            for (var i = 0; i + 1 < runes.Length; i++)
            {
                if (whole || !covered[i] || !covered[i + 1])
                {
                    grams.Add(Spell('b', ((long)runes[i] << 21) | (uint)runes[i + 1], 9));
                }
            }
        }

        return grams;
    }

    private static string Spell(char kind, long value, int length) => string.Create(length + 1, (kind, value), static (target, given) =>
    {
        const string Digits = "abcdefghijklmnopqrstuvwxyz234567";
        target[0] = given.kind;
        var rest = given.value;
        for (var i = target.Length - 1; i > 0; i--)
        {
            target[i] = Digits[(int)(rest & 31)];
            rest >>= 5;
        }
    });

    private static bool NextIsWide(string line, int space)
    {
        var next = space;
        while (next < line.Length && char.IsWhiteSpace(line[next]))
        {
            next++;
        }

        return next < line.Length && IsWide(line[next]);
    }

    private static bool IsWide(char letter) => letter is >= '\u2E80' and <= '\uFAFF' or >= '\uD840' and <= '\uDFFF';
}
