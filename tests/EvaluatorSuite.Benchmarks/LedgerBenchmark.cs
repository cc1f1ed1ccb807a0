using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using EvaluatorSuite.Domain.Archives;
using EvaluatorSuite.Domain.Ledger;
using EvaluatorSuite.Infrastructure.TimeStamps;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Benchmarks;

/// <summary>Verifying a file of entries, beside hashing its bytes once and beside as many digests as its entries have.</summary>
internal static class LedgerBenchmark
{
    private const int Runs = 5;

    private const string Payload = """{"after":{"amount":"1843.5","description":"展馆用电","key":"L07","unit":"kWh"},"before":{"amount":"1834.5","description":"展馆用电","key":"L07","unit":"kWh"}}""";

    public static async Task RunAsync(int entries)
    {
        using var folder = new TemporaryFolder();
        foreach (var (what, every) in new[] { ("closed but one in a hundred", 100), ("open", 1) })
        {
            var path = folder["entries.jsonl"];
            await WriteAsync(path, entries, every);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entries:#,##0} entries, {what}: {new FileInfo(path).Length / 1e6:0} MB"));
            await MeasureAsync("bare: SHA256 of the file", entries, () => HashAsync(path));
            await MeasureAsync($"bare: {(every == 1 ? "three digests" : "a digest")} an entry", entries, () => DigestsAsync(every == 1 ? 3 * entries : entries));
            await MeasureAsync("verify", entries, () => VerifyAsync(path));
        }
    }

    private static async Task WriteAsync(string path, int entries, int openEvery)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        var (buffer, hash, at) = (new ArrayBufferWriter<byte>(), LedgerEntry.GenesisHash, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var (actor, engagement, salt) = (Guid.CreateVersion7(), Guid.CreateVersion7(), new byte[LedgerEntry.SaltBytes]);
        for (var i = 1; i <= entries; i++)
        {
            RandomNumberGenerator.Fill(salt);
            var entry = LedgerEntry.Append(i, hash, at.AddSeconds(i), actor, engagement, "inventory.line-corrected", Payload, salt);
            buffer.ResetWrittenCount();
            LedgerLine.Write(buffer, entry, open: i % openEvery == 0);
            file.Write(buffer.WrittenSpan);
            hash = entry.Hash;
        }
    }

    private static Task HashAsync(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[512 * 1024];
        for (var read = 1; read > 0;)
        {
            read = file.Read(block);
            sha256.AppendData(block, 0, read);
        }

        return Task.CompletedTask;
    }

    private static Task DigestsAsync(int count)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        var fields = new byte[200];
        for (var i = 0; i < count; i++)
        {
            SHA256.HashData(fields, digest);
        }

        return Task.CompletedTask;
    }

    private static async Task VerifyAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        var found = await new ArchiveVerifier(null, Environment.ProcessorCount, new TokenReader(null)).VerifyEntriesAsync(file, "entries.jsonl", CancellationToken.None);
        if (found.Faults.Count > 0)
        {
            throw new InvalidOperationException($"{found.Faults[0]}");
        }
    }

    // The processor's time beside the clock's: what a core does is entries by the former.
    private static async Task MeasureAsync(string what, int entries, Func<Task> work)
    {
        for (var i = 0; i < Runs; i++)
        {
            await work();
        }

        var taken = new List<(TimeSpan Clock, TimeSpan Processor)>();
        for (var i = 0; i < Runs; i++)
        {
            var (clock, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            await work();
            taken.Add((Stopwatch.GetElapsedTime(clock), Environment.CpuUsage.TotalTime - processor));
        }

        var (middle, busy) = (taken.Select(t => t.Clock).Order().ElementAt(Runs / 2), taken.Select(t => t.Processor).Order().ElementAt(Runs / 2));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-30} {middle.TotalMilliseconds,7:0} ms, {busy.TotalMilliseconds,7:0} ms of processor: {entries / middle.TotalSeconds / 1e6,5:0.00} M entries/s, {entries / busy.TotalSeconds / 1e6,5:0.00} a core"));
    }
}
