using System.Globalization;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Web.Lists;
using Microsoft.AspNetCore.Html;

namespace EvaluatorSuite.Web.Drawings;

/// <summary>Bars of the firm's figures: what the firm has to do is filled, what waits for organizers is open, as the table beneath has it.</summary>
public static class FirmCharts
{
    private const int Width = 660;
    private const int Left = 110;
    private const int Right = 90;
    private const int RowHeight = 30;

    private sealed record Row(string Name, decimal Firm, decimal Organizer, decimal Rest, string Text);

    public static IHtmlContent Phases(Figures figures, TextCatalog texts) => Draw(
        "by-phase", texts["dashboard.phases"], texts,
        [.. figures.Phases.Select(p => new Row(EngagementWords.Phase(p.Phase, texts), p.Firm, p.Organizer, p.Engagements - p.Firm - p.Organizer, p.Engagements.ToString(CultureInfo.InvariantCulture)))]);

    public static IHtmlContent Times(Figures figures, TextCatalog texts) => Draw(
        "by-time", texts["dashboard.times"], texts,
        [.. figures.Times.Select(t => new Row(EngagementWords.Phase(t.Phase, texts), t.FirmDays, t.OrganizerDays, 0, texts.Say("dashboard.days", ("days", t.AllDays))))]);

    private static IHtmlContent Draw(string id, string title, TextCatalog texts, IReadOnlyList<Row> rows)
    {
        var largest = rows.Select(r => r.Firm + r.Organizer + r.Rest).DefaultIfEmpty(0).Max();
        var scale = largest == 0 ? 0 : (Width - Left - Right) / largest;
        var svg = new Svg(Width, (rows.Count * RowHeight) + 30, id, title, string.Join(texts["list.separator"], rows.Select(r => $"{r.Name} {r.Text}")));
        foreach (var (row, index) in rows.Select((r, i) => (r, i)))
        {
            var y = 6 + (index * RowHeight);
            svg.Text(Left - 8, y + 15, "end", Svg.Fit(row.Name, 14))
                .Bar(Left, y, row.Firm * scale, 20, "b-v").Bar(Left + (row.Firm * scale), y, row.Organizer * scale, 20, "b-c").Bar(Left + ((row.Firm + row.Organizer) * scale), y, row.Rest * scale, 20, "band")
                .Text(Left + ((row.Firm + row.Organizer + row.Rest) * scale) + 6, y + 15, "t2", row.Text);
        }

        var legend = (rows.Count * RowHeight) + 12;
        return svg.Bar(Left, legend, 14, 12, "b-v").Text(Left + 20, legend + 11, "t2", texts["dashboard.firm-turn"])
            .Bar(Left + 180, legend, 14, 12, "b-c").Text(Left + 200, legend + 11, "t2", texts["dashboard.organizer-turn"]).Done();
    }
}
