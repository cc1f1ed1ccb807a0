using System.Reflection;

namespace EvaluatorSuite.Infrastructure.Identity;

/// <summary>
/// Knows a password that is among the first that anyone would try: one of the commonest, or made in one of the ways that everybody
/// makes them. The list is data (<c>common-passwords.txt</c>): whole passwords, and words that most of them are made of.
/// </summary>
public static class ObviousPassword
{
    /// <summary>Digits alone below this length are a birthday, a telephone number, an identity card.</summary>
    private const int EnoughDigits = 20;
    private const int ShortestRun = 3;
    private const int LongestSpice = 8;

    private static readonly string[] Lines =
    [
        "01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "!@#$%^&*()",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/", "1q2w3e4r5t6y7u8i9o0p", "qawsedrftgyhujikolp", "qazwsxedcrfvtgbyhnujmikolp", "147258369", "789456123", "159357",
    ];

    private static readonly string[] Rows = [.. Lines, .. Lines.Select(line => new string([.. line.Reverse()]))];
    private static readonly HashSet<string> Words = [.. Read()];
    private static readonly int LongestWord = Words.Max(w => w.Length);

    public static int Listed => Words.Count;

    public static bool Is(string password)
    {
        var text = password.ToLowerInvariant();
        if (Words.Contains(text) || (text.Length < EnoughDigits && text.All(char.IsAsciiDigit)))
        {
            return true;
        }

        var unit = Unit(text);
        return unit.Length < text.Length || IsRuns(text) || IsSpicedWords(text);
    }

    /// <summary>The shortest beginning of which the whole text is a repetition: <c>abab</c> and <c>ababa</c> come from <c>ab</c>.</summary>
    private static string Unit(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            if (text.AsSpan(length).SequenceEqual(text.AsSpan(0, text.Length - length)))
            {
                return text[..length];
            }
        }

        return text;
    }

    /// <summary>Nothing but stretches along a keyboard, the alphabet, the digits, or of one letter, in either direction; signs at the ends do not count.</summary>
    private static bool IsRuns(string text)
    {
        var inner = text.Trim([.. text.Where(c => !char.IsLetterOrDigit(c)).Distinct()]);
        var stretches = inner.Length == 0 ? text : inner;
        for (var position = 0; position < stretches.Length;)
        {
            var same = stretches.AsSpan(position).IndexOfAnyExcept(stretches[position]);
            var length = Math.Max(same < 0 ? stretches.Length - position : same, Rows.Max(row => Along(row, stretches, position)));
            if (length < ShortestRun)
            {
                return false;
            }

            position += length;
        }

        return true;
    }

    private static int Along(string row, string text, int position)
    {
        var start = row.IndexOf(text[position], StringComparison.Ordinal);
        var length = 0;
        while (start >= 0 && start + length < row.Length && position + length < text.Length && row[start + length] == text[position + length])
        {
            length++;
        }

        return length;
    }

    // A common word, or two, with figures and signs around them, or signs in place of letters: P@ssw0rd2026!
    private static bool IsSpicedWords(string text)
    {
        var letters = string.Concat(text.Where(char.IsLetter));
        var inner = text.Trim([.. text.Where(c => !char.IsLetter(c)).Distinct()]);
        return (text.Length - letters.Length <= LongestSpice && IsWords(letters, 2))
            || (text.Length - inner.Length <= LongestSpice && IsWords(string.Concat(inner.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '_' or '.')).Select(Plain)), 2));
    }

    private static bool IsWords(string text, int most)
    {
        for (var length = Math.Min(text.Length, LongestWord); most > 0 && length > 2; length--)
        {
            if (Words.Contains(text[..length]) && (length == text.Length || IsWords(text[length..], most - 1)))
            {
                return true;
            }
        }

        return false;
    }

    private static char Plain(char sign) => sign switch
    {
        '@' or '4' => 'a',
        '3' => 'e',
        '1' or '!' => 'i',
        '0' => 'o',
        '$' or '5' => 's',
        '7' => 't',
        _ => sign,
    };

    private static IEnumerable<string> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(typeof(ObviousPassword), "common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
    }
}
