namespace EvaluatorSuite.Web.Drawings;

/// <summary>A rectangle of a drawing.</summary>
internal readonly record struct Area(decimal X, decimal Y, decimal Width, decimal Height)
{
    /// <summary>How much of the two is the same.</summary>
    public decimal Shares(Area other) => Math.Max(0, Math.Min(X + Width, other.X + other.Width) - Math.Max(X, other.X)) * Math.Max(0, Math.Min(Y + Height, other.Y + other.Height) - Math.Max(Y, other.Y));

    public bool Holds(decimal x, decimal y) => x >= X && x <= X + Width && y >= Y && y <= Y + Height;

    public Area Wider(decimal by) => new(X - by, Y - by, Width + (2 * by), Height + (2 * by));
}

/// <summary>A line from step to step, through its corners.</summary>
internal sealed record Line(IReadOnlyList<(decimal X, decimal Y)> Points)
{
    public IEnumerable<((decimal X, decimal Y) From, (decimal X, decimal Y) To)> Segments => Points.Zip(Points.Skip(1));

    public bool Crosses(Area area) => Segments.Any(s => Enumerable.Range(0, 33).Any(i => area.Holds(s.From.X + ((s.To.X - s.From.X) * i / 32), s.From.Y + ((s.To.Y - s.From.Y) * i / 32))));

    /// <summary>The head of the arrow at its end, which is ten long and ten wide.</summary>
    public Area Head
    {
        get
        {
            var ((fromX, fromY), (x, y)) = (Points[^2], Points[^1]);
            var longest = Math.Max(Math.Max(Math.Abs(x - fromX), Math.Abs(y - fromY)), 1);
            return new Area(x - (5 * (x - fromX) / longest), y - (5 * (y - fromY) / longest), 0, 0).Wider(5);
        }
    }
}

/// <summary>
/// Finds each label of a line a place beside it where it covers no step, no other label and no arrow's head, and if it can no line.
/// The nearest to where the line begins is taken: that is where one looks for what an outcome leads to.
/// </summary>
internal sealed class ProcessLabels(decimal width, decimal height, IReadOnlyList<Area> steps, IReadOnlyList<Line> lines)
{
    private const decimal Size = SvgText.Small;
    private const decimal Gap = 5;

    private readonly List<Area> _placed = [];

    /// <returns>The middle of its base line.</returns>
    public (decimal X, decimal Y) Place(Line line, string label)
    {
        var wide = SvgText.Width(label, Size) + 2;
        var best = line.Segments.SelectMany(s => Beside(s.From, s.To, wide)).MinBy(Cost);
        _placed.Add(best);
        return (best.X + (best.Width / 2), best.Y + Size - 2);
    }

    private decimal Cost(Area area) =>
        steps.Sum(s => s.Shares(area)) + _placed.Sum(p => p.Wider(2).Shares(area)) + lines.Sum(l => l.Head.Shares(area))
        + (10 * lines.Count(l => l.Crosses(area))) + (area.Width * area.Height) - new Area(0, 0, width, height).Shares(area);

    // Above and below a line that goes across, right and left of one that goes down; on a slope as far away as its corner needs.
    private static IEnumerable<Area> Beside((decimal X, decimal Y) from, (decimal X, decimal Y) to, decimal wide)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var across = Math.Abs(dx) >= Math.Abs(dy);
        foreach (var part in new[] { 0.3m, 0.5m, 0.2m, 0.4m, 0.6m, 0.7m, 0.8m })
        {
            var (x, y) = (from.X + (dx * part), from.Y + (dy * part));
            var slope = across && dx != 0 ? Math.Abs(dy / dx) * wide / 2 : !across && dy != 0 ? Math.Abs(dx / dy) * Size / 2 : 0;
            yield return across ? new Area(x - (wide / 2), y - slope - Gap - Size, wide, Size) : new Area(x + slope + Gap, y - (Size / 2), wide, Size);
            yield return across ? new Area(x - (wide / 2), y + slope + Gap, wide, Size) : new Area(x - slope - Gap - wide, y - (Size / 2), wide, Size);
        }
    }
}
