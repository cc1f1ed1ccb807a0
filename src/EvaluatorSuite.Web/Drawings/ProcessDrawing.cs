using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Workflows;
using Microsoft.AspNetCore.Html;

namespace EvaluatorSuite.Web.Drawings;

/// <summary>A definition in the layout that its designer gave it, each step with how far it has come.</summary>
public static class ProcessDrawing
{
    private const int Margin = 24;

    /// <summary>A name may take two lines, and its state one.</summary>
    private const int LeastHeight = 66;

    private const int LineHeight = 16;
    private const int Padding = 7;

    private sealed record Box(DrawnStep Drawn, IReadOnlyList<string> Name, IReadOnlyList<string> Says, decimal X, decimal Y, decimal Width, decimal Height)
    {
        public decimal CentreX => X + (Width / 2);
        public decimal CentreY => Y + (Height / 2);
        public Area Area => new(X, Y, Width, Height);
    }

    /// <summary>The connections from one step to another that go the same way: a site visit that was made, and one that was not needed.</summary>
    private sealed record Bond(Line Line, bool Went, string? Label);

    public static IHtmlContent Draw(DrawnDefinition drawn, TextCatalog texts)
    {
        var boxes = drawn.Steps.Select(s => BoxOf(s, texts)).ToList();
        var vertices = drawn.Definition.Connections.SelectMany(c => c.Vertices).ToList();
        var left = boxes.Select(b => b.X).Concat(vertices.Select(v => (decimal)v.X)).Min() - Margin;
        var top = boxes.Select(b => b.Y).Concat(vertices.Select(v => (decimal)v.Y)).Min() - Margin;
        var right = boxes.Select(b => b.X + b.Width).Concat(vertices.Select(v => (decimal)v.X)).Max() + Margin;
        var bottom = boxes.Select(b => b.Y + b.Height).Concat(vertices.Select(v => (decimal)v.Y)).Max() + Margin;
        boxes = [.. boxes.Select(b => b with { X = b.X - left, Y = b.Y - top })];

        var svg = new Svg((int)(right - left), (int)(bottom - top), drawn.Id, texts.Say("process.drawing", ("name", drawn.Definition.Name)), texts.Say("process.drawing-text",
            ("all", boxes.Count), ("done", Count(StepState.Done)), ("waiting", Count(StepState.Waiting)), ("held", Count(StepState.Held))), real: true);
        svg.Raw($"<defs><marker id=\"{drawn.Id}-head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"10\" markerHeight=\"10\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path class=\"head\" d=\"M0 0 8 4 0 8z\"/></marker></defs>");
        var bonds = BondsOf(drawn, boxes.ToDictionary(b => b.Drawn.Step.Id, StringComparer.Ordinal), left, top, texts);
        foreach (var bond in bonds)
        {
            svg.Raw($"<path class=\"{(bond.Went ? "edge went" : "edge")}\" d=\"M{string.Join('L', bond.Line.Points.Select(p => FormattableString.Invariant($"{p.X:0.#} {p.Y:0.#}")))}\" marker-end=\"url(#{drawn.Id}-head)\"/>");
        }

        foreach (var box in boxes)
        {
            Place(svg, drawn, box);
        }

        var labels = new ProcessLabels(right - left, bottom - top, [.. boxes.Select(b => b.Area)], [.. bonds.Select(b => b.Line)]);
        foreach (var bond in bonds.Where(b => b.Label is not null))
        {
            var (x, y) = labels.Place(bond.Line, bond.Label!);
            svg.Text(x, y, "t2 mid port", bond.Label!);
        }

        return svg.Done();

        int Count(StepState state) => drawn.Steps.Count(s => s.State == state);
    }

    private static Box BoxOf(DrawnStep drawn, TextCatalog texts)
    {
        var step = drawn.Step;
        decimal width = Math.Max(120, step.Size.Width);
        var name = SvgText.Wrap(step.Name.In(texts.Language), width - (2 * Padding), SvgText.Usual, bold: true, 2);
        var all = $"{SignOf(drawn.State)} {drawn.Says}";
        var says = SvgText.Width(all, SvgText.Small) <= width - (2 * Padding) ? [all] : all.Split(" · ", 2).SelectMany(part => SvgText.Wrap(part, width - (2 * Padding), SvgText.Small, bold: false, 2)).ToList();
        decimal height = Math.Max(Math.Max(LeastHeight, step.Size.Height), ((name.Count + says.Count) * LineHeight) + (2 * Padding));

        // It grows on both sides, so that lines that run straight through its middle still do.
        return new Box(drawn, name, says, step.Position.X, step.Position.Y - ((height - step.Size.Height) / 2), width, height);
    }

    private static List<Bond> BondsOf(DrawnDefinition drawn, Dictionary<string, Box> boxes, decimal left, decimal top, TextCatalog texts) =>
    [
        .. drawn.Definition.Connections.GroupBy(c => (c.From, c.To, string.Join(' ', c.Vertices))).Select(same =>
        {
            var (from, to) = (boxes[same.Key.From], boxes[same.Key.To]);
            var label = from.Drawn.Step.Outcomes.Count > 1 ? string.Join(texts["list.separator"], same.Select(c => ProcessWords.Outcome(c.Port, texts))) : null;
            return new Bond(LineOf(same.First(), from, to, left, top), same.Any(c => drawn.Went.Contains((drawn.Prefix + c.From, c.Port))), label);
        }),
    ];

    private static Line LineOf(Connection connection, Box from, Box to, decimal left, decimal top)
    {
        var way = connection.Vertices.Select(v => (X: v.X - left, Y: v.Y - top)).ToList();

        // Straight on from side to side; with corners of its own it goes the way that was drawn.
        if (way.Count == 0 && to.X >= from.X + from.Width)
        {
            return new Line([(from.X + from.Width, from.CentreY), (to.X, to.CentreY)]);
        }

        var (first, last) = way.Count == 0 ? ((to.CentreX, to.CentreY), (from.CentreX, from.CentreY)) : (way[0], way[^1]);
        return new Line([Border(from, first), .. way, Border(to, last)]);
    }

    // Where the line from the middle of a box to a point leaves it.
    private static (decimal X, decimal Y) Border(Box box, (decimal X, decimal Y) to)
    {
        var (dx, dy) = (to.X - box.CentreX, to.Y - box.CentreY);
        var across = dx == 0 ? decimal.MaxValue : box.Width / 2 / Math.Abs(dx);
        var along = dy == 0 ? decimal.MaxValue : box.Height / 2 / Math.Abs(dy);
        var scale = Math.Min(1, Math.Min(across, along));
        return (box.CentreX + (dx * scale), box.CentreY + (dy * scale));
    }

    private static void Place(Svg svg, DrawnDefinition drawn, Box box)
    {
        var classes = box.Drawn.State switch
        {
            StepState.Done => "n-ok",
            StepState.Waiting or StepState.Under => "n-go",
            StepState.Held => "n-stop",
            StepState.Gathering => "n-warn",
            _ => "n-off",
        };

        // What waits has corners, what is done is round: the shapes tell it without the colour.
        var round = box.Drawn.State is StepState.Waiting or StepState.Held ? 0 : box.Drawn.Step.Type is StepType.Start or StepType.End or StepType.Finish or StepType.Complete or StepType.Join or StepType.Fork ? 24 : 8;
        svg.Raw($"<g class=\"{classes}\" id=\"{drawn.Id}-{box.Drawn.Step.Id}\"><rect class=\"node\" x=\"{box.X:0.#}\" y=\"{box.Y:0.#}\" width=\"{box.Width:0.#}\" height=\"{box.Height:0.#}\" rx=\"{round}\"/></g>");
        var y = box.CentreY - ((box.Name.Count + box.Says.Count) * LineHeight / 2m) + LineHeight - 4;
        foreach (var (line, style) in box.Name.Select(l => (l, "th mid")).Concat(box.Says.Select(l => (l, "t2 mid"))))
        {
            svg.Text(box.CentreX, y, style, line);
            y += LineHeight;
        }
    }

    private static string SignOf(StepState state) => state switch
    {
        StepState.Done => "✓",
        StepState.Waiting => "▶",
        StepState.Under => "…",
        StepState.Held => "■",
        StepState.GivenUp => "✕",
        StepState.Gathering => "◐",
        _ => "○",
    };
}
