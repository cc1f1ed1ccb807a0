using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using EvaluatorSuite.Cli;
using EvaluatorSuite.Domain.Ledger;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Application.Tests.Cli;

/// <summary>A file of entries by itself, without the archive around it.</summary>
public sealed class VerifyLedgerTests : IDisposable
{
    private static readonly Guid Engagement = Guid.Parse("0199aaaa-0000-7000-8000-000000000002");

    private readonly TemporaryFolder _folder = new();
    private readonly List<LedgerEntry> _chain = Chain(5000);

    public static TheoryData<string, string, string, string> Lines => new()
    {
        { "", "en", "entries.jsonl:3: This line is empty", "entries.jsonl:3: 这一行是空行" },
        { "{\"action\":", "en", "entries.jsonl:3: This line is not valid JSON", "entries.jsonl:3: 这一行不是有效的 JSON" },
        { "[1]", "en", "entries.jsonl:3: This line is not a JSON object", "entries.jsonl:3: 这一行不是 JSON 对象" },
        { "{\"sequence\":3}", "en", "entries.jsonl:3: entry 3: This line lacks \"action\"", "entries.jsonl:3: 第 3 条: 这一行缺少“action”" },
        { "{\"sequence\":3,\"sequence\":3}", "en", "entries.jsonl:3: This line is not valid JSON", "entries.jsonl:3: 这一行不是有效的 JSON" },
    };

    [Theory]
    [InlineData("zh-CN", "第 1 至 5,000 条，共 5,000 条，首尾相接")]
    [InlineData("en", "Entries 1 to 5,000, 5,000 in all, follow each other")]
    public async Task An_untouched_file_verifies_and_says_its_last_hash(string language, string words)
    {
        var (status, output, errors) = await RunAsync(Text(), "--lang", language);

        Assert.Equal((CommandLine.Done, ""), (status, errors));
        Assert.Contains(words, output, StringComparison.Ordinal);
        Assert.Contains(_chain[^1].Hash, output, StringComparison.Ordinal);
        Assert.Contains("--head", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_that_are_closed_verify_with_the_others_wherever_the_file_begins()
    {
        var lines = _chain.Index().Select(e => LedgerText.Line(e.Item, open: e.Index % 3 == 0)).ToList();
        Assert.DoesNotContain("engagement", lines[1], StringComparison.Ordinal);

        Assert.Equal(CommandLine.Done, (await RunAsync(string.Concat(lines))).Status);
        Assert.Equal(CommandLine.Done, (await RunAsync(string.Concat(lines.Skip(1000)))).Status);
    }

    [Fact]
    public async Task A_changed_payload_is_told_with_file_line_and_entry_in_both_languages()
    {
        var text = Text().Replace("第 4321 条", "第 4322 条", StringComparison.Ordinal);

        var (status, output, errors) = await RunAsync(text, "--lang", "en");

        Assert.Equal((CommandLine.Unreadable, ""), (status, output));
        Assert.Contains("entries.jsonl:4321: entry 4,321: Payload, salt or the payload's digest was changed", errors, StringComparison.Ordinal);
        Assert.Contains("1 findings", errors, StringComparison.Ordinal);
        Assert.Contains("entries.jsonl:4321: 第 4,321 条: 内容、盐值或内容摘要被改", (await RunAsync(text)).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_twice_or_out_of_order_is_told()
    {
        var lines = _chain.Select(e => LedgerText.Line(e, open: true)).ToList();

        Assert.Contains("jsonl:11: entry 14: Entries 11 to 13 are missing", await FaultsAsync([.. lines[..10], .. lines[13..]]), StringComparison.Ordinal);
        Assert.Contains("jsonl:12: entry 11: Entry 11 stands here twice", await FaultsAsync([.. lines[..11], .. lines[10..]]), StringComparison.Ordinal);
        Assert.Contains("jsonl:12: entry 11: Entry 11 stands after entry 12", await FaultsAsync([.. lines[..10], lines[11], lines[10], .. lines[12..]]), StringComparison.Ordinal);
    }

    // Past the first block, where stretches that were verified apart are joined.
    [Fact]
    public async Task An_entry_put_in_another_ones_place_does_not_follow()
    {
        for (var at = 2000; at < 4000; at += 397)
        {
            var lines = _chain.Select(e => LedgerText.Line(e, open: true)).ToList();
            var before = _chain[at - 1];
            lines[at] = LedgerText.Line(LedgerEntry.Append(at + 1, before.Hash, before.At, Guid.Empty, null, "test", "{}", new byte[LedgerEntry.SaltBytes]), open: true);

            Assert.Contains($"jsonl:{at + 2}: entry {at + 2:#,##0}: It does not follow entry {at + 1:#,##0}", await FaultsAsync(lines), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_line_that_is_no_entry_is_told_and_reading_goes_on(string line, string language, string words, string chinese)
    {
        var lines = _chain.Take(10).Select(e => LedgerText.Line(e, open: true)).ToList();
        lines[2] = line + "\n";
        lines[8] = lines[8].Replace("\"at\":\"2026", "\"at\":\"2025", StringComparison.Ordinal);

        var (status, _, errors) = await RunAsync(string.Concat(lines), "--lang", language);

        Assert.Equal(CommandLine.Unreadable, status);
        Assert.Contains(words, errors, StringComparison.Ordinal);
        Assert.Contains("entries.jsonl:9: entry 9: The entry was changed", errors, StringComparison.Ordinal);
        Assert.Contains("2 findings", errors, StringComparison.Ordinal);
        Assert.Contains(chinese, (await RunAsync(string.Concat(lines))).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"payload\":\"{", "\"payload\":\"\\u007b", "rewrote it")]
    [InlineData("{\"action\"", "{ \"action\"", "rewrote it")]
    [InlineData("\"salt\":\"00000000000000000000000000000000\"", "\"salt\":null", "both absent")]
    [InlineData("\"hash\":\"", "\"hash\":\"A", "\"hash\" is not of its form")]
    [InlineData("\"algorithm\":\"SHA-256/2\"", "\"algorithm\":\"MD5\"", "\"algorithm\" is not of its form")]
    [InlineData("\"sequence\":", "\"seal\":1,\"sequence\":", "\"seal\", which the format does not know")]
    [InlineData("\"salt\":\"00", "\"salt\":null,\"x\":\"00", "which the format does not know")]
    [InlineData("测试", "测\u0001试", "not valid JSON")]
    [InlineData("T00:00:00", "T24:00:00", "\"at\" is not of its form")]
    public async Task What_a_rewritten_line_is_about_is_told(string text, string with, string words)
    {
        var line = LedgerText.Line(_chain[0], open: true);
        Assert.Contains(text, line, StringComparison.Ordinal);

        Assert.Contains(words, await FaultsAsync([line.Replace(text, with, StringComparison.Ordinal)]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_cut_in_the_middle_of_a_line_or_without_any_is_told()
    {
        var text = Text();

        Assert.Contains("jsonl:5000: entry 5,000: The file ends within a line", await FaultsAsync([text[..^1]]), StringComparison.Ordinal);
        Assert.Contains("jsonl:5000: This line is not valid JSON", await FaultsAsync([text[..^40]]), StringComparison.Ordinal);
        Assert.Contains("There are no entries", await FaultsAsync([]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_never_ends_is_not_read_into_memory()
    {
        await using (var file = File.Create(_folder["entries.jsonl"]))
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes(LedgerText.Line(_chain[0], open: true)));
            file.SetLength(2L * 1024 * 1024 * 1024);
        }

        var before = GC.GetTotalAllocatedBytes();
        var (status, _, errors) = await RunAsync(null, "--lang", "en");

        Assert.Equal(CommandLine.Unreadable, status);
        Assert.Contains("entries.jsonl:2: This line is longer than 16 MB", errors, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 400 * 1024 * 1024);
    }

    [Fact]
    public async Task A_file_of_nothing_but_rubbish_is_left_after_so_many_findings()
    {
        var (status, _, errors) = await RunAsync(string.Concat(Enumerable.Repeat("rubbish\n", 1_000_000)), "--lang", "en");

        Assert.Equal(CommandLine.Unreadable, status);
        Assert.Contains("stopped after 500 findings", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_that_somebody_kept_proves_what_is_before_it_and_no_more()
    {
        var (all, some) = (await RunAsync(Text(), "--head", _chain[^1].Hash.ToUpperInvariant(), "--lang", "en"), await RunAsync(Text(), "--head", _chain[2999].Hash, "--lang", "en"));

        Assert.Equal((CommandLine.Done, CommandLine.Done), (all.Status, some.Status));
        Assert.Contains("it proves the whole chain", all.Output, StringComparison.Ordinal);
        Assert.Contains("entries 3,001 to 5,000 are not covered", some.Output, StringComparison.Ordinal);

        var cut = await RunAsync(string.Concat(_chain.Take(2999).Select(e => LedgerText.Line(e, open: true))), "--head", _chain[2999].Hash, "--lang", "en");
        Assert.Equal(CommandLine.Unreadable, cut.Status);
        Assert.Contains($"No entry has the hash {_chain[2999].Hash}", cut.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "没有这个文件", "不是散列值")]
    [InlineData("en", "There is no such file", "is no hash")]
    public async Task What_cannot_be_asked_is_told(string language, string missing, string noHash)
    {
        Assert.Contains(missing, (await RunAsync(null, "--lang", language)).Errors, StringComparison.Ordinal);
        Assert.Contains(noHash, (await RunAsync(Text(), "--head", "abc", "--lang", language)).Errors, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(_folder["entries.jsonl"], [.. "PK"u8, .. RandomNumberGenerator.GetBytes(1000)]);
        var (status, output, errors) = await RunAsync(null, "--lang", language);
        Assert.Equal((CommandLine.Unreadable, ""), (status, output));
        Assert.Contains("ZIP", errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static List<LedgerEntry> Chain(int count)
    {
        var chain = new List<LedgerEntry>(count);
        var at = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 1; i <= count; i++)
        {
            chain.Add(LedgerEntry.Append(
                i, i == 1 ? LedgerEntry.GenesisHash : chain[^1].Hash, at.AddMilliseconds(i - 1), Guid.Empty, i % 2 == 0 ? Engagement : null, "test.made",
                CanonicalJson.Write(new Dictionary<string, object?> { ["测试"] = $"第 {i} 条 \"引号\" \\ \n 𠮷" }), new byte[LedgerEntry.SaltBytes]));
        }

        return chain;
    }

    private string Text() => string.Concat(_chain.Select(e => LedgerText.Line(e, open: true)));

    private async Task<string> FaultsAsync(IReadOnlyList<string> lines)
    {
        var (status, output, errors) = await RunAsync(string.Concat(lines), "--lang", "en");
        Assert.Equal((CommandLine.Unreadable, ""), (status, output));
        return errors;
    }

    private async Task<(int Status, string Output, string Errors)> RunAsync(string? text, params string[] arguments)
    {
        if (text is not null)
        {
            await File.WriteAllTextAsync(_folder["entries.jsonl"], text);
        }

        using var output = new StringWriter();
        using var errors = new StringWriter();
        var status = await CommandLine.RunAsync(["verify-ledger", _folder["entries.jsonl"], .. arguments], output, errors);
        return (status, output.ToString(), errors.ToString());
    }
}

internal static class LedgerText
{
    public static string Line(LedgerEntry entry, bool open)
    {
        var line = new ArrayBufferWriter<byte>();
        LedgerLine.Write(line, entry, open);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }
}
