using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain;
using Microsoft.AspNetCore.Html;

namespace EvaluatorSuite.Web.Drawings;

/// <summary>The things an issue's chain goes through, in a row, each bond numbered like the sentence that tells it.</summary>
public static class ChainDrawing
{
    private const int NodeWidth = 230;
    private const int Gap = 70;

    // A drawing is as wide as the page: one of two nodes must not be drawn larger than one of three.
    private const int LeastWidth = 1100;

    public static IHtmlContent Draw(Issue issue, int number, TextCatalog texts)
    {
        var width = Math.Max(LeastWidth, (issue.Path.Count * NodeWidth) + ((issue.Path.Count - 1) * Gap) + 8);
        var names = string.Join(" → ", issue.Path.Select(n => n.Name));
        var svg = new Svg(width, 72, $"chain{number}", texts["page.independence.chain"], names);
        svg.Raw($"<defs><marker id=\"head{number}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"6\" markerHeight=\"6\" orient=\"auto\"><path class=\"head bad\" d=\"M0 0 8 4 0 8z\"/></marker></defs>");

        foreach (var (node, index) in issue.Path.Select((n, i) => (n, i)))
        {
            var x = 4 + (index * (NodeWidth + Gap));
            svg.Raw($"<g class=\"n-stop\"><rect class=\"node\" x=\"{x}\" y=\"8\" width=\"{NodeWidth}\" height=\"54\" rx=\"6\"/></g>")
                .Text(x + (NodeWidth / 2), 32, "th mid", Svg.Fit(node.Name, 30))
                .Text(x + (NodeWidth / 2), 51, "t2 mid", Svg.Fit(node.Key, 32));
            if (index > 0)
            {
                svg.Raw($"<path class=\"edge bad\" d=\"M{x - Gap} 35H{x - 1}\" marker-end=\"url(#head{number})\"/>").Text(x - (Gap / 2), 28, "t2 mid", $"{index}");
            }
        }

        return svg.Done();
    }
}
