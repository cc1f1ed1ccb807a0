namespace EvaluatorSuite.Web.Drawings;

/// <summary>About how wide a text is drawn. The fonts are the reader's; these widths are those of a wide one.</summary>
internal static class SvgText
{
    public const decimal Small = 12;
    public const decimal Usual = 13;

    private const string NeverFirst = "，。、；：）」”…";

    public static decimal Width(string text, decimal size, bool bold = false) => text.Sum(c => c > 0x2E80 ? size : size * (bold ? 0.63m : 0.57m));

    /// <summary>Breaks at spaces, and between Chinese characters; what is more than so many lines is cut.</summary>
    public static IReadOnlyList<string> Wrap(string text, decimal width, decimal size, bool bold, int lines)
    {
        var wrapped = new List<string>();
        var line = "";
        foreach (var piece in Pieces(text))
        {
            if (line.Length > 0 && Width((line + piece).TrimEnd(), size, bold) > width)
            {
                wrapped.Add(line.Trim());
                line = "";
            }

            line += piece;
        }

        wrapped.Add(line.Trim());
        var cut = wrapped.Count > lines;
        wrapped = [.. wrapped.Take(lines)];
        wrapped[^1] = Cut(cut ? wrapped[^1] + "…" : wrapped[^1], width, size, bold);
        return wrapped;
    }

    private static IEnumerable<string> Pieces(string text)
    {
        var from = 0;
        for (var i = 1; i < text.Length; i++)
        {
            var mayBreak = text[i - 1] == ' ' || ((text[i] > 0x2E80 || text[i - 1] > 0x2E80) && !(char.IsAsciiDigit(text[i - 1]) || char.IsAsciiDigit(text[i])));
            if (mayBreak && !NeverFirst.Contains(text[i], StringComparison.Ordinal))
            {
                yield return text[from..i];
                from = i;
            }
        }

        yield return text[from..];
    }

    private static string Cut(string text, decimal width, decimal size, bool bold)
    {
        while (text.Length > 1 && Width(text, size, bold) > width)
        {
            text = text.TrimEnd('…')[..^1] + "…";
        }

        return text;
    }
}
