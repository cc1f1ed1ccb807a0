using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.EvidenceStore;
using EvaluatorSuite.Testing;
using Microsoft.Extensions.Time.Testing;

namespace EvaluatorSuite.Application.Tests.Evidence;

/// <summary>What nothing refers to goes; what anybody is about to refer to stays, whenever the sweep comes by.</summary>
public sealed class EvidenceSweepTests : IDisposable
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("电费发票");
    private static readonly string Digest = DigestOf(Content);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 1, 0, 0, TimeSpan.Zero));
    private readonly TemporaryFolder _folder = new();
    private readonly FileSystemEvidenceStore _store;

    public EvidenceSweepTests() => _store = new FileSystemEvidenceStore(new SuiteOptions { DataFolder = _folder.Path }, _clock);

    private string Kept => Path.Combine(_folder.Path, "evidence", Digest[..2], Digest);

    [Fact]
    public async Task What_nothing_refers_to_is_set_aside_after_a_day_can_be_opened_for_a_month_and_is_then_gone()
    {
        await PutAsync();

        Assert.True((await SweepAsync()).IsNothing);
        _clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal([Digest], (await SweepAsync()).SetAside);
        Assert.False(File.Exists(Kept));
        Assert.Equal(Content, await ReadAsync());
        _clock.Advance(TimeSpan.FromDays(29));
        Assert.True((await SweepAsync()).IsNothing);
        Assert.Equal(Content, await ReadAsync());
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal([Digest], (await SweepAsync()).Deleted);
        Assert.Null(await _store.OpenAsync(Digest, CancellationToken.None));
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Nothing_is_deleted_before_it_was_entered_and_what_could_not_be_entered_is_told_again()
    {
        await PutAsync();
        _clock.Advance(TimeSpan.FromHours(25));
        await SweepAsync();
        _clock.Advance(TimeSpan.FromDays(30));

        await Assert.ThrowsAsync<TimeoutException>(() => _store.SweepAsync(Nothing, (_, _) => throw new TimeoutException(), CancellationToken.None));
        Assert.Equal(Content, await ReadAsync());
        var told = new List<string>();
        await _store.SweepAsync(
            Nothing,
            async (swept, _) =>
            {
                Assert.Equal(Content, await ReadAsync());
                told.AddRange(swept.Deleted);
            },
            CancellationToken.None);

        Assert.Equal([Digest], told);
        Assert.Null(await _store.OpenAsync(Digest, CancellationToken.None));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bytes_that_come_again_while_their_deletion_is_entered_stay(bool held)
    {
        await PutAsync();
        _clock.Advance(TimeSpan.FromHours(25));
        await SweepAsync();
        _clock.Advance(TimeSpan.FromDays(30));

        await _store.SweepAsync(Nothing, (_, _) => held ? _store.HoldAsync(Digest, CancellationToken.None) : PutAsync(), CancellationToken.None);

        Assert.True(File.Exists(Kept));
        Assert.Equal(Content, await ReadAsync());
    }

    [Fact]
    public async Task One_odd_file_does_not_stop_the_others()
    {
        // Where it would be set aside there is a folder of its name.
        var contents = Enumerable.Range(0, 40).Select(i => Encoding.UTF8.GetBytes($"内容 {i}")).ToList();
        foreach (var content in contents)
        {
            await _store.PutAsync(new MemoryStream(content), CancellationToken.None);
        }

        _clock.Advance(TimeSpan.FromHours(25));
        var digests = contents.Select(DigestOf).Order(StringComparer.Ordinal).ToList();
        var place = Path.Combine(_folder.Path, "evidence", "unreferenced", "20260302", digests[0]);
        Directory.CreateDirectory(Path.Combine(place, "inside"));

        Assert.Equal(digests[1..], (await SweepAsync()).SetAside.Order(StringComparer.Ordinal));

        Assert.True(File.Exists(Path.Combine(_folder.Path, "evidence", digests[0][..2], digests[0])));
        Directory.Delete(place, recursive: true);
        Assert.Equal([digests[0]], (await SweepAsync()).SetAside);
    }

    [Fact]
    public async Task What_something_refers_to_stays_however_old_it_is()
    {
        await PutAsync();
        _clock.Advance(TimeSpan.FromDays(400));

        Assert.True((await SweepAsync(Digest)).IsNothing);

        Assert.True(File.Exists(Kept));
    }

    [Fact]
    public async Task What_comes_again_or_is_held_is_as_young_as_new()
    {
        await PutAsync();
        _clock.Advance(TimeSpan.FromHours(25));
        await PutAsync();
        Assert.True((await SweepAsync()).IsNothing);
        _clock.Advance(TimeSpan.FromHours(25));
        Assert.True(await _store.HoldAsync(Digest, CancellationToken.None));
        Assert.True((await SweepAsync()).IsNothing);

        Assert.True(File.Exists(Kept));
    }

    [Fact]
    public async Task Bytes_that_come_again_just_before_they_are_set_aside_stay()
    {
        await PutAsync();
        _clock.Advance(TimeSpan.FromHours(25));

        // The old file is on the sweep's list, and nothing refers to it yet: then the same bytes come, and what refers to them is not committed.
        var swept = await _store.SweepAsync(WhileAskedAsync(first: PutAsync), CancellationToken.None);

        Assert.True(swept.IsNothing);
        Assert.True(File.Exists(Kept));
        Assert.Equal(Content, await ReadAsync());
    }

    [Fact]
    public async Task Bytes_that_come_again_just_after_they_were_set_aside_are_kept_anew()
    {
        await PutAsync();
        _clock.Advance(TimeSpan.FromHours(25));

        await _store.SweepAsync(WhileAskedAsync(second: PutAsync), CancellationToken.None);

        Assert.True(File.Exists(Kept));
        _clock.Advance(TimeSpan.FromDays(31));

        // The copy out of the way goes; nobody reads in the ledger that the bytes went, for they are there.
        Assert.True((await SweepAsync(Digest)).IsNothing);
        Assert.Single(Directory.EnumerateFiles(_folder.Path, Digest, SearchOption.AllDirectories));
        Assert.Equal(Content, await ReadAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bytes_that_are_held_for_a_transaction_under_way_stay(bool moved)
    {
        await PutAsync();
        _clock.Advance(TimeSpan.FromHours(25));
        async Task Hold() => Assert.True(await _store.HoldAsync(Digest, CancellationToken.None));

        await _store.SweepAsync(moved ? WhileAskedAsync(second: Hold) : WhileAskedAsync(first: Hold), CancellationToken.None);

        Assert.True(File.Exists(Kept));
        Assert.Equal(Content, await ReadAsync());
    }

    [Fact]
    public async Task Bytes_that_something_refers_to_once_they_are_out_of_the_way_are_put_back()
    {
        await PutAsync();
        _clock.Advance(TimeSpan.FromHours(25));
        var asked = 0;

        var swept = await _store.SweepAsync((beginning, _) => Task.FromResult<IReadOnlySet<string>>(beginning[0] == Digest[0] && asked++ > 0 ? new HashSet<string> { Digest } : []), CancellationToken.None);

        Assert.True(swept.IsNothing);
        Assert.True(File.Exists(Kept));
    }

    [Fact]
    public async Task What_was_set_aside_comes_back_when_something_refers_to_it()
    {
        await PutAsync();
        _clock.Advance(TimeSpan.FromHours(25));
        await SweepAsync();
        _clock.Advance(TimeSpan.FromDays(40));

        // As after a database was restored from an older copy, and then from the right one.
        Assert.Equal([Digest], (await SweepAsync(Digest)).Restored);

        Assert.True(File.Exists(Kept));
    }

    [Fact]
    public async Task Nothing_is_held_that_is_not_there() => Assert.False(await _store.HoldAsync(new string('0', 64), CancellationToken.None));

    [Fact]
    public async Task What_broke_off_while_arriving_goes_after_a_day_and_what_is_not_the_stores_stays()
    {
        await PutAsync();
        var (arriving, foreign) = (Path.Combine(_folder.Path, "evidence", "incoming", "half"), Path.Combine(_folder.Path, "evidence", Digest[..2], "备注.txt"));
        foreach (var file in new[] { arriving, foreign })
        {
            await File.WriteAllTextAsync(file, "x");
            File.SetLastWriteTimeUtc(file, _clock.GetUtcNow().UtcDateTime);
        }

        await SweepAsync(Digest);
        Assert.True(File.Exists(arriving));
        _clock.Advance(TimeSpan.FromHours(25));
        await SweepAsync(Digest);

        Assert.False(File.Exists(arriving));
        Assert.True(File.Exists(foreign));
    }

    [Fact]
    public async Task However_uploads_and_sweeps_meet_everything_acknowledged_can_be_opened()
    {
        var committed = new ConcurrentDictionary<string, byte[]>();
        Task<IReadOnlySet<string>> Committed(string beginning, CancellationToken _) => Task.FromResult<IReadOnlySet<string>>(committed.Keys.Where(d => d.StartsWith(beginning, StringComparison.Ordinal)).ToHashSet());
        for (var round = 0; round < 20; round++)
        {
            // Left over from uploads that broke off more than a day ago; now the same bytes come while the sweep is at them.
            var contents = Enumerable.Range(0, 30).Select(i => Encoding.UTF8.GetBytes($"第 {round} 轮，内容 {i}")).ToList();
            foreach (var content in contents)
            {
                await _store.PutAsync(new MemoryStream(content), CancellationToken.None);
            }

            _clock.Advance(TimeSpan.FromHours(25));
            var uploading = Parallel.ForEachAsync(contents, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (content, _) =>
            {
                var digest = (await _store.PutAsync(new MemoryStream(content), CancellationToken.None)).Sha256;
                Assert.True(await _store.HoldAsync(digest, CancellationToken.None));
                committed[digest] = content;
            });
            var sweeping = Task.Run(async () =>
            {
                do
                {
                    await _store.SweepAsync(Committed, CancellationToken.None);
                }
                while (!uploading.IsCompleted);
            });
            await Task.WhenAll(uploading, sweeping);
        }

        await _store.SweepAsync(Committed, CancellationToken.None);
        Assert.Equal(600, committed.Count);
        Assert.All(committed, c => Assert.Equal(c.Value, File.ReadAllBytes(Path.Combine(_folder.Path, "evidence", c.Key[..2], c.Key))));
    }

    public void Dispose() => _folder.Dispose();

    private static string DigestOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static Task<IReadOnlySet<string>> Nothing(string beginning, CancellationToken cancellationToken) => Task.FromResult<IReadOnlySet<string>>(new HashSet<string>());

    private Task PutAsync() => _store.PutAsync(new MemoryStream(Content), CancellationToken.None);

    private Task<SweptBytes> SweepAsync(params string[] referred) =>
        _store.SweepAsync((beginning, _) => Task.FromResult<IReadOnlySet<string>>(referred.Where(d => d.StartsWith(beginning, StringComparison.Ordinal)).ToHashSet()), CancellationToken.None);

    /// <summary>Nothing refers to anything; but something happens while the sweep asks for the first or the second time.</summary>
    private static Func<string, CancellationToken, Task<IReadOnlySet<string>>> WhileAskedAsync(Func<Task>? first = null, Func<Task>? second = null)
    {
        var asked = 0;
        return async (beginning, _) =>
        {
            if (beginning[0] == Digest[0])
            {
                await (asked++ == 0 ? first : second).Then();
            }

            return new HashSet<string>();
        };
    }

    private async Task<byte[]?> ReadAsync()
    {
        await using var stream = await _store.OpenAsync(Digest, CancellationToken.None);
        using var bytes = new MemoryStream();
        await stream!.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}

internal static class Happenings
{
    /// <returns>All that was entered.</returns>
    public static async Task<SweptBytes> SweepAsync(this FileSystemEvidenceStore store, Func<string, CancellationToken, Task<IReadOnlySet<string>>> referred, CancellationToken cancellationToken)
    {
        var entered = new List<SweptBytes>();
        await store.SweepAsync(
            referred,
            (swept, _) =>
            {
                entered.Add(swept);
                return Task.CompletedTask;
            },
            cancellationToken);
        Assert.All(entered, e => Assert.False(e.IsNothing));
        return new SweptBytes([.. entered.SelectMany(e => e.SetAside)], [.. entered.SelectMany(e => e.Restored)], [.. entered.SelectMany(e => e.Deleted)]);
    }

    public static Task Then(this Func<Task>? act) => act?.Invoke() ?? Task.CompletedTask;
}
