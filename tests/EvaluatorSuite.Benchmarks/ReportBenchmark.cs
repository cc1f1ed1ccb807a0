using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Infrastructure.Word;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Benchmarks;

/// <summary>Reports written one after the other, beside zipping the same bytes in the same way and beside the libraries of npm where they are installed.</summary>
internal static class ReportBenchmark
{
    private const int Rounds = 5;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    public static async Task RunAsync()
    {
        var photos = Enumerable.Range(0, ReportLoad.Photos).Select(ReportLoad.PhotoBytesOf).ToList();
        var (content, template, byDigest) = (ReportLoad.Content(photos), ReportLoad.OwnTemplate(), photos.ToDictionary(p => Convert.ToHexStringLower(SHA256.HashData(p))));
        var (renderer, written) = (new WordReportRenderer(), content);
        using var output = new MemoryStream();

        var start = Stopwatch.GetTimestamp();
        await WriteAsync();
        Console.WriteLine(Invariant($"first report of the process: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms, {(TimeProvider.System.GetLocalNow() - Process.GetCurrentProcess().StartTime).TotalMilliseconds:0} ms after the process began"));
        var document = output.ToArray();
        var parts = Parts(document);
        Console.WriteLine(Invariant($"{document.Length / 1e6:0.00} MB, of which {parts.Where(p => !p.Stored).Sum(p => p.Bytes.Length) / 1e3:0} kB of text before deflating"));

        // In turns, so that what else the machine does falls on both.
        var (mine, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (reports, zips) = (await PerSecondAsync(WriteAsync), await PerSecondAsync(ZipAsync));
            if (round > 0)
            {
                mine.Add(reports);
                bare.Add(zips);
            }
        }

        var (own, zip) = (Middle(mine), Middle(bare));
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(Invariant($"{"this product",-18} {own,8:0.0} documents/s, peak {process.PeakWorkingSet64 / 1e6:0} MB"));
        Console.WriteLine(Invariant($"{"bare: zip",-18} {zip,8:0.0} documents/s: a report takes {zip / own:0.00} times as long (rounds {string.Join(' ', mine.Zip(bare, (m, b) => Invariant($"{b / m:0.00}")))})"));
        written = content with { Pictures = content.Pictures.ToDictionary(p => p.Key, _ => (ReportPicture?)null) };
        var bald = await PerSecondAsync(WriteAsync);
        Console.WriteLine(Invariant($"{"without photographs",-18} {bald,8:0.0} documents/s"));
        await PeersAsync(photos, own, bald);

        async Task WriteAsync()
        {
            output.SetLength(0);
            await renderer.RenderAsync(written, template, (digest, _) => Task.FromResult<Stream?>(new MemoryStream(byDigest[digest], writable: false)), output, CancellationToken.None);
        }

        Task ZipAsync()
        {
            output.SetLength(0);
            using var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
            foreach (var (name, bytes, stored) in parts)
            {
                using var entry = archive.CreateEntry(name, stored ? CompressionLevel.NoCompression : CompressionLevel.Optimal).Open();
                entry.Write(bytes);
            }

            return Task.CompletedTask;
        }
    }

    private static List<(string Name, byte[] Bytes, bool Stored)> Parts(byte[] document)
    {
        using var archive = new ZipArchive(new MemoryStream(document), ZipArchiveMode.Read);
        return [.. archive.Entries.Select(e =>
        {
            using var content = e.Open();
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            return (e.FullName, copy.ToArray(), e.Length == e.CompressedLength);
        })];
    }

    private static async Task<double> PerSecondAsync(Func<Task> work)
    {
        var (start, count) = (Stopwatch.GetTimestamp(), 0);
        do
        {
            await work();
            count++;
        }
        while (Stopwatch.GetElapsedTime(start) < Round);
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task PeersAsync(List<byte[]> photos, double own, double bald)
    {
        var folder = Path.Combine(Repository.Root, "tests", "EvaluatorSuite.Benchmarks", "npm");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            Console.WriteLine($"the libraries of npm are not installed; 'npm ci' in {folder} does");
            return;
        }

        using var work = new TemporaryFolder();
        await File.WriteAllTextAsync(work["data.json"], JsonSerializer.Serialize(Data()));
        for (var i = 0; i < photos.Count; i++)
        {
            await File.WriteAllBytesAsync(work[$"{ReportLoad.Photo(i)}.jpg"], photos[i]);
        }

        foreach (var dialect in ReportLoad.Peers)
        {
            await File.WriteAllBytesAsync(work["template.docx"], ReportLoad.PeerTemplate(dialect));
            var start = new ProcessStartInfo("node", [Path.Combine(folder, "peer.mjs"), dialect.Name, work.Path]) { RedirectStandardOutput = true };
            using var node = Process.Start(start)!;
            var said = await node.StandardOutput.ReadToEndAsync();
            await node.WaitForExitAsync();
            if (node.ExitCode != 0)
            {
                Console.WriteLine($"{dialect.Name}: {node.ExitCode}");
                continue;
            }

            var found = JsonDocument.Parse(said).RootElement;
            var rate = found.GetProperty("perSecond").GetDouble();
            Console.WriteLine(Invariant(
                $"{dialect.Name,-18} {rate,8:0.00} documents/s, first {found.GetProperty("first").GetDouble():0} ms, peak {found.GetProperty("peak").GetDouble() / 1e6:0} MB, {found.GetProperty("bytes").GetDouble() / 1e6:0.00} MB: this product writes {(dialect.Photo("").Length == 0 ? bald : own) / rate:0} times as many"));
        }
    }

    private static Dictionary<string, object> Data()
    {
        var data = Enumerable.Range(0, ReportLoad.Fields).ToDictionary(ReportLoad.Field, i => (object)ReportLoad.FieldText(i));
        for (var t = 0; t < ReportLoad.Tables; t++)
        {
            var table = t;
            data.Add(ReportLoad.Table(t), Enumerable.Range(0, ReportLoad.RowsEach).Select(r => Enumerable.Range(0, ReportLoad.Columns).ToDictionary(ReportLoad.Column, c => ReportLoad.CellText(table, r, c))).ToList());
        }

        return data;
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
