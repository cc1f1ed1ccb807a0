using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using EvaluatorSuite.Cli;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Benchmarks;

/// <summary><c>evaluate</c> on a large case, each time in a process of its own, beside hashing and flushing the same evidence without any of the rest.</summary>
internal static class LargeCase
{
    private const int Runs = 5;

    public static async Task RunAsync()
    {
        using var folder = new TemporaryFolder();
        LargeCaseFile.WriteTo(folder["case"]);
        Timing.Measure("bare: copy, flush and hash the evidence", Runs, () => CopyEvidence(folder["case"], folder[$"copy-{Guid.CreateVersion7():N}"]));

        var runs = new List<(double Seconds, long Megabytes)>();
        for (var i = 0; i < Runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var megabytes = await RunInChildAsync(folder["case"], folder[$"out-{i}"]);
            runs.Add((Stopwatch.GetElapsedTime(start).TotalSeconds, megabytes));
        }

        runs.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{"evaluate, whole process",-48} {runs[0].Seconds,9:0.00} {runs[Runs / 2].Seconds,9:0.00} {runs[^1].Seconds,9:0.00} s   ({Runs} runs); most memory {runs.Max(r => r.Megabytes)} MB"));
    }

    /// <returns>The status; prints the most memory that the process ever had, in megabytes.</returns>
    public static async Task<int> RunChildAsync(string folder, string results)
    {
        var status = await CommandLine.RunAsync(["evaluate", folder, "--out", results, "--guides", Repository.Guides], TextWriter.Null, Console.Error);
        Console.WriteLine(Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024);
        return status;
    }

    private static async Task<long> RunInChildAsync(string folder, string results)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [typeof(LargeCase).Assembly.Location, "child", folder, results])
        {
            RedirectStandardOutput = true,
        }.WithoutHost())!;
        var output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return child.ExitCode == 0 ? long.Parse(output.Trim(), CultureInfo.InvariantCulture) : throw new InvalidOperationException($"evaluate ended with {child.ExitCode}.");
    }

    // Run by its own name the program needs no path of its assembly; run by dotnet it does.
    private static ProcessStartInfo WithoutHost(this ProcessStartInfo start)
    {
        if (!Path.GetFileNameWithoutExtension(start.FileName).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.RemoveAt(0);
        }

        return start;
    }

    private static void CopyEvidence(string folder, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "evidence")))
        {
            var bytes = File.ReadAllBytes(file);
            SHA256.HashData(bytes);
            using var copy = File.Create(Path.Combine(target, Path.GetFileName(file)));
            copy.Write(bytes);
            copy.Flush(flushToDisk: true);
        }

        Directory.Delete(target, recursive: true);
    }
}
