using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Verdicts;
using Microsoft.AspNetCore.Html;

namespace EvaluatorSuite.Web.Drawings;

/// <summary>Claimed and verified emissions by source, the largest first.</summary>
public static class EmissionsChart
{
    private const int Width = 660;
    private const int Left = 176;
    private const int Right = 140;
    private const int RowHeight = 26;

    private sealed record Row(string Name, decimal Claimed, decimal Verified);

    public static IHtmlContent Draw(GuidePack guide, Verdict verdict, TextCatalog texts)
    {
        var rows = SourceTotal.Of(verdict.Inventory).Select(source => new Row(
                guide.FindSource(source.Source)?.Name.In(texts.Language) ?? source.Source, source.ClaimedTonnes, source.VerifiedTonnes))
            .OrderByDescending(r => r.Verified).ThenBy(r => r.Name, StringComparer.Ordinal).ToList();
        var largest = rows.Select(r => Math.Max(r.Claimed, r.Verified)).DefaultIfEmpty(0).Max();
        var scale = largest == 0 ? 0 : (Width - Left - Right) / largest;
        var height = (rows.Count * RowHeight) + 28;
        var svg = new Svg(Width, height, "emissions", texts["page.inventory.chart"],
            texts.Say("page.inventory.chart-text", ("rows", string.Join(texts.Language == TextCatalog.English ? "; " : "；", rows.Select(r => $"{r.Name} {TextCatalog.Tonnes(r.Verified)}")))));

        Axis(svg, largest, scale, height);
        foreach (var (row, index) in rows.Select((r, i) => (r, i)))
        {
            var y = 12 + (index * RowHeight);
            var difference = row.Verified - row.Claimed;
            svg.Text(Left - 8, y + 14, "end", Svg.Fit(row.Name, 22))
                .Bar(Left, y, row.Claimed * scale, 8, "b-c")
                .Bar(Left, y + 9, row.Verified * scale, 9, "b-v")
                .Text(Left + (Math.Max(row.Claimed, row.Verified) * scale) + 6, y + 14, "t2", difference == 0 ? Short(row.Verified) : $"{Short(row.Verified)} ({WithSign(difference)})");
        }

        return svg.Done();
    }

    private static void Axis(Svg svg, decimal largest, decimal scale, int height)
    {
        var step = Step(largest);
        for (var at = 0m; step > 0 && at <= largest; at += step)
        {
            svg.Raw($"<path class=\"band\" d=\"M{Left + (at * scale):0.##} 8V{height - 24}\"/>").Text(Left + (at * scale), height - 8, "t2 mid", TextCatalog.Amount(at));
        }

        svg.Text(Width - Right + 34, height - 8, "t2", "tCO₂e");
    }

    // 1, 2 or 5 times a power of ten, so that four to ten lines stand.
    private static decimal Step(decimal largest)
    {
        var power = 0.000001m;
        while (largest > power * 10)
        {
            power *= 10;
        }

        return largest == 0 ? 0 : largest > power * 5 ? power * 2 : largest > power * 2 ? power : power / 2;
    }

    private static string Short(decimal tonnes) => TextCatalog.Amount(decimal.Round(tonnes, 2, MidpointRounding.ToEven));

    private static string WithSign(decimal difference)
    {
        var rounded = decimal.Round(difference, 2, MidpointRounding.ToEven);
        return rounded == 0 ? difference > 0 ? "+<0.01" : "−<0.01" : $"{(rounded > 0 ? "+" : "")}{TextCatalog.Amount(rounded)}";
    }
}
