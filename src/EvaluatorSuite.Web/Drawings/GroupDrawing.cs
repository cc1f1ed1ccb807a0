using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Organizations;
using Microsoft.AspNetCore.Html;

namespace EvaluatorSuite.Web.Drawings;

/// <summary>The group of an organization: who controls it above, whom those control beneath, who shares a representative beside it.</summary>
public static class GroupDrawing
{
    /// <summary>More than these are told in the list alone.</summary>
    public const int MostDrawn = 24;

    private const int Width = 210;
    private const int Height = 54;
    private const int GapX = 24;
    private const int GapY = 62;

    /// <summary>Where the group is narrow the paper is not, or two firms would fill the page.</summary>
    private const int LeastWidth = 960;

    public static IHtmlContent Draw(Guid organizationId, Registry registry, IReadOnlyDictionary<Guid, IReadOnlyList<GroupBond>> group, TextCatalog texts)
    {
        var names = registry.Organizations.ToDictionary(o => o.Id);
        var drawn = group.OrderBy(m => m.Value.Count).ThenBy(m => names[m.Key].Uscc, StringComparer.Ordinal).Take(MostDrawn).ToList();
        var levels = drawn.GroupBy(m => m.Value.Sum(Step)).OrderBy(l => l.Key).Select(l => l.Select(m => m.Key).ToList()).ToList();
        var widest = levels.Max(l => l.Count);
        var width = Math.Max(LeastWidth, (widest * (Width + GapX)) + 8);
        var places = levels.SelectMany((level, y) => level.Select((id, x) =>
            (Id: id, X: ((width - (level.Count * (Width + GapX)) + GapX) / 2) + (x * (Width + GapX)), Y: 4 + (y * (Height + GapY))))).ToDictionary(p => p.Id);

        var svg = new Svg(width, (levels.Count * (Height + GapY)) - GapY + 8, "group", texts["registry.group.title"], string.Join(" · ", drawn.Select(m => names[m.Key].Name)));
        foreach (var bond in drawn.Where(m => m.Value.Count > 0).Select(m => m.Value[^1]))
        {
            var (from, to) = (places[bond.From], places[bond.To]);
            var (x1, y1, x2, y2) = (from.X + (Width / 2), from.Y + (Height / 2), to.X + (Width / 2), to.Y + (Height / 2));
            svg.Raw($"<path class=\"{(bond.Ownership is null ? "edge back" : "edge")}\" d=\"M{x1} {y1} {x2} {y2}\"/>");
            svg.Text((x1 + x2) / 2m, ((y1 + y2) / 2m) - 3, "t2 mid", bond.Ownership is { } share ? texts.Show(new Percentage(share.Percent)) : Svg.Fit(bond.LegalRepresentative!, 14));
        }

        foreach (var (id, x, y) in places.Values)
        {
            svg.Raw($"<g class=\"{(id == organizationId ? "n-go" : "n-ok")}\"><rect class=\"node\" x=\"{x}\" y=\"{y}\" width=\"{Width}\" height=\"{Height}\" rx=\"6\"/></g>")
                .Text(x + (Width / 2), y + 24, "th mid", Svg.Fit(names[id].Name, 26)).Text(x + (Width / 2), y + 43, "t2 mid", names[id].Uscc);
        }

        return svg.Done();
    }

    private static int Step(GroupBond bond) => bond.Ownership is not { } share ? 0 : share.ParentId == bond.To ? -1 : 1;
}
