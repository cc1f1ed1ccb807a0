using System.Diagnostics;
using System.Globalization;

namespace EvaluatorSuite.Benchmarks;

/// <summary>Runs a piece of work some times and says the least, the middle and the most of it.</summary>
internal static class Timing
{
    public static TimeSpan Measure(string what, int times, Action work)
    {
        work();
        var taken = new List<TimeSpan>();
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            taken.Add(Stopwatch.GetElapsedTime(start));
        }

        taken.Sort();
        var middle = taken[taken.Count / 2];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-48} {taken[0].TotalMilliseconds,9:0.0} {middle.TotalMilliseconds,9:0.0} {taken[^1].TotalMilliseconds,9:0.0} ms  ({times} runs: least, middle, most)"));
        return middle;
    }
}
