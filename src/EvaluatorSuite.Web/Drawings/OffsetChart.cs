using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Verdicts;
using Microsoft.AspNetCore.Html;

namespace EvaluatorSuite.Web.Drawings;

/// <summary>Units that count, piled up against verified emissions; what does not count is dashed beyond.</summary>
public static class OffsetChart
{
    private const int Width = 1100;
    private const int Left = 150;
    private const int Right = 150;

    public static IHtmlContent Draw(Verdict verdict, TextCatalog texts)
    {
        var uncounted = verdict.Offsets.Where(o => !o.Counts).Sum(o => o.Facts.Tonnes);
        var largest = Math.Max(verdict.VerifiedTonnes, verdict.OffsetTonnes + uncounted);
        var scale = largest == 0 ? 0 : (Width - Left - Right) / largest;
        var svg = new Svg(Width, 96, "offsets", texts["page.offsets.chart"], texts.Say("page.offsets.chart-text",
            ("verified", new Domain.Tonnage(verdict.VerifiedTonnes)), ("offset", new Domain.Tonnage(verdict.OffsetTonnes)), ("uncounted", new Domain.Tonnage(uncounted))));

        svg.Text(Left - 8, 30, "end", texts["page.figure.verified"]).Bar(Left, 14, verdict.VerifiedTonnes * scale, 24, "b-v")
            .Text(Left + (verdict.VerifiedTonnes * scale) + 6, 30, "t2", TextCatalog.Tonnes(verdict.VerifiedTonnes));
        svg.Text(Left - 8, 70, "end", texts["page.figure.offset"]);

        var x = (decimal)Left;
        foreach (var line in verdict.Offsets.Where(o => o.Counts).Concat(verdict.Offsets.Where(o => !o.Counts)))
        {
            var width = line.Facts.Tonnes * scale;
            svg.Raw($"<g class=\"{(line.Counts ? "n-ok" : "n-off")}\"><rect class=\"node\" x=\"{x:0.##}\" y=\"54\" width=\"{width:0.##}\" height=\"24\"/></g>");
            x += width;
        }

        svg.Text(x + 6, 70, "t2", TextCatalog.Tonnes(verdict.OffsetTonnes));
        return svg.Raw($"<path class=\"edge\" d=\"M{Left + (verdict.VerifiedTonnes * scale):0.##} 8V88\"/>").Done();
    }
}
