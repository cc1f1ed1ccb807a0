using System.Diagnostics;
using System.Globalization;

namespace EvaluatorSuite.Benchmarks;

/// <summary>How fast acts followed one another, and how long each took.</summary>
internal sealed class Pace
{
    private readonly List<TimeSpan> _each = [];
    private TimeSpan _whole;

    public double PerSecond => _each.Count / _whole.TotalSeconds;

    public int Count => _each.Count;

    /// <param name="work">What one of so many workers does, all at once; gives how long each of its acts took.</param>
    public static async Task<Pace> OfAsync(int workers, Func<int, Task<List<TimeSpan>>> work)
    {
        var pace = new Pace();
        var start = Stopwatch.GetTimestamp();
        foreach (var times in await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(() => work(worker)))))
        {
            pace._each.AddRange(times);
        }

        pace._whole = Stopwatch.GetElapsedTime(start);
        return pace;
    }

    public void Add(Pace other)
    {
        _each.AddRange(other._each);
        _whole += other._whole;
    }

    public override string ToString()
    {
        var sorted = _each.Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{PerSecond,7:0.0} a second, {Milliseconds(sorted[sorted.Count / 2]),6:0.0} / {Milliseconds(sorted[sorted.Count * 95 / 100]),6:0.0} ms");
    }

    private static double Milliseconds(TimeSpan time) => time.TotalMilliseconds;
}
