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

    private const int Columns = 31;

    private sealed record Box(DrawnStep Drawn, decimal X, decimal Y, decimal Width, decimal Height)
    {
        public decimal CentreX => X + (Width / 2);
        public decimal CentreY => Y + (Height / 2);
    }

    public static IHtmlContent Draw(DrawnDefinition drawn, TextCatalog texts)
    {
        var boxes = drawn.Steps.Select(s => new Box(
            s, s.Step.Position.X, s.Step.Position.Y - (Math.Max(0, LeastHeight - s.Step.Size.Height) / 2m), Math.Max(120, s.Step.Size.Width), Math.Max(LeastHeight, s.Step.Size.Height))).ToList();
        var vertices = drawn.Definition.Connections.SelectMany(c => c.Vertices).ToList();
        var left = boxes.Select(b => b.X).Concat(vertices.Select(v => (decimal)v.X)).Min() - Margin;
        var top = boxes.Select(b => b.Y).Concat(vertices.Select(v => (decimal)v.Y)).Min() - Margin;
        var right = boxes.Select(b => b.X + b.Width).Concat(vertices.Select(v => (decimal)v.X)).Max() + Margin;
        var bottom = boxes.Select(b => b.Y + b.Height).Concat(vertices.Select(v => (decimal)v.Y)).Max() + Margin;
        boxes = [.. boxes.Select(b => b with { X = b.X - left, Y = b.Y - top })];
        var byId = boxes.ToDictionary(b => b.Drawn.Step.Id, StringComparer.Ordinal);

        var svg = new Svg((int)(right - left), (int)(bottom - top), drawn.Id, texts.Say("process.drawing", ("name", drawn.Definition.Name)), texts.Say("process.drawing-text",
            ("all", boxes.Count), ("done", Count(StepState.Done)), ("waiting", Count(StepState.Waiting)), ("held", Count(StepState.Held))), real: true);
        svg.Raw($"<defs><marker id=\"{drawn.Id}-head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path class=\"head\" d=\"M0 0 8 4 0 8z\"/></marker></defs>");
        foreach (var connection in drawn.Definition.Connections)
        {
            Connect(svg, drawn, connection, byId[connection.From], byId[connection.To], left, top, texts);
        }

        foreach (var box in boxes)
        {
            Place(svg, drawn, box, texts);
        }

        return svg.Done();

        int Count(StepState state) => drawn.Steps.Count(s => s.State == state);
    }

    private static void Connect(Svg svg, DrawnDefinition drawn, Connection connection, Box from, Box to, decimal left, decimal top, TextCatalog texts)
    {
        var way = connection.Vertices.Select(v => (X: v.X - left, Y: v.Y - top)).ToList();
        // Straight on from side to side; with corners of its own it goes the way that was drawn.
        if (way.Count == 0 && to.X >= from.X + from.Width)
        {
            way = [(from.X + from.Width, from.CentreY), (to.X, to.CentreY)];
        }
        else
        {
            var (first, last) = way.Count == 0 ? ((to.CentreX, to.CentreY), (from.CentreX, from.CentreY)) : (way[0], way[^1]);
            way = [Border(from, first), .. way, Border(to, last)];
        }

        var classes = drawn.Went.Contains((drawn.Prefix + connection.From, connection.Port)) ? "edge went" : "edge";
        svg.Raw($"<path class=\"{classes}\" d=\"M{string.Join('L', way.Select(p => FormattableString.Invariant($"{p.X:0.#} {p.Y:0.#}")))}\" marker-end=\"url(#{drawn.Id}-head)\"/>");
        if (from.Drawn.Step.Outcomes.Count > 1)
        {
            var (a, b) = (way[0], way[1]);
            svg.Text((a.X + b.X) / 2, ((a.Y + b.Y) / 2) - 4, "t2 mid port", ProcessWords.Outcome(connection.Port, texts));
        }
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

    private static void Place(Svg svg, DrawnDefinition drawn, Box box, TextCatalog texts)
    {
        var state = box.Drawn.State;
        var (classes, sign) = state switch
        {
            StepState.Done => ("n-ok", "✓ "),
            StepState.Waiting => ("n-go", "▶ "),
            StepState.Under => ("n-go", "… "),
            StepState.Held => ("n-stop", "■ "),
            StepState.GivenUp => ("n-off", "✕ "),
            StepState.Gathering => ("n-warn", "◐ "),
            _ => ("n-off", "○ "),
        };
        // What waits has corners, what is done is round: the shapes tell it without the colour.
        var round = state is StepState.Waiting or StepState.Held ? 0 : box.Drawn.Step.Type is StepType.Start or StepType.End or StepType.Finish or StepType.Complete or StepType.Join or StepType.Fork ? 24 : 8;
        svg.Raw($"<g class=\"{classes}\" id=\"{drawn.Id}-{box.Drawn.Step.Id}\"><rect class=\"node\" x=\"{box.X:0.#}\" y=\"{box.Y:0.#}\" width=\"{box.Width:0.#}\" height=\"{box.Height:0.#}\" rx=\"{round}\"/></g>");
        var columns = (int)(box.Width * Columns / 220);
        var lines = Lines(box.Drawn.Step.Name.In(texts.Language), columns);
        var y = box.CentreY - (lines.Count == 1 ? 4 : 12);
        foreach (var line in lines)
        {
            svg.Text(box.CentreX, y, "th mid", line);
            y += 16;
        }

        svg.Text(box.CentreX, y + 3, "t2 mid", sign + Svg.Fit(box.Drawn.Says, columns + 3));
    }

    private static List<string> Lines(string name, int columns)
    {
        if (Svg.Fit(name, columns) == name)
        {
            return [name];
        }

        var words = name.Split(' ');
        var first = words.Length == 1 ? Svg.Fit(name, columns).TrimEnd('…') : "";
        for (var i = 0; words.Length > 1 && i < words.Length && Svg.Fit($"{first} {words[i]}".Trim(), columns) is var fitted && !fitted.EndsWith('…'); i++)
        {
            first = fitted;
        }

        return first.Length == 0 ? [Svg.Fit(name, columns)] : [first, Svg.Fit(name[first.Length..].Trim(), columns)];
    }
}
