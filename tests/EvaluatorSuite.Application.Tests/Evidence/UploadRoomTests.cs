using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Tests.Evidence;

public sealed class UploadRoomOnSqlite() : UploadRoomTests(TestDatabase.Sqlite);

public sealed class UploadRoomOnPostgreSql() : UploadRoomTests(TestDatabase.PostgreSql);

/// <summary>What uploads take of a quota, many at once and over time.</summary>
public abstract class UploadRoomTests(string provider) : OnDatabase(provider)
{
    private static readonly UploadFacts Facts = new(null, null, null, null, null, null);

    private Guid _id;
    private Actor _leader = null!;
    private long _used;

    [Fact]
    public async Task However_many_come_at_once_they_reserve_no_more_than_there_is()
    {
        await BeginAsync();

        var rooms = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => OpenAsync(left: 12_000, announced: 5_000)));
        var taken = await Task.WhenAll(rooms.Select(r => r.TakeAsync(5_000, CancellationToken.None).AsTask()));
        var reserved = await ReservedAsync();
        foreach (var room in rooms)
        {
            await room.DisposeAsync();
        }

        Assert.Equal((2, 10_000), (taken.Count(t => t), reserved));
        Assert.Equal(0, await ReservedAsync());
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(null)]
    public async Task What_is_announced_takes_nothing_from_others_before_it_comes_and_then_never_all(long? announced)
    {
        await BeginAsync();
        await using var large = await OpenAsync(left: 12_000, announced);
        Assert.Equal(0, await ReservedAsync());

        Assert.True(await large.TakeAsync(1_000, CancellationToken.None));
        await using var small = await OpenAsync(left: 12_000, announced: 5_000);
        Assert.True(await small.TakeAsync(5_000, CancellationToken.None));
        Assert.True(await large.TakeAsync(6_000, CancellationToken.None));
        Assert.False(await large.TakeAsync(1, CancellationToken.None));
    }

    [Fact]
    public async Task What_was_kept_and_never_registered_counts_until_the_sweep_has_taken_it()
    {
        await BeginAsync();
        await using (var broken = await OpenAsync(left: 12_000, announced: 20_000))
        {
            await KeepAsync(broken, 8_000);
        }

        Host.Clock.Advance(Unreferenced.SafeAge + TimeSpan.FromDays(Unreferenced.DaysAside + 1));
        await SweepReservationsAsync();
        Assert.Equal(8_000, await ReservedAsync());
        await using var other = await OpenAsync(left: 12_000, announced: 5_000);
        Assert.False(await other.TakeAsync(5_000, CancellationToken.None));
        Assert.True(await other.TakeAsync(4_000, CancellationToken.None));
        await other.DisposeAsync();
        Host.Clock.Advance(TimeSpan.FromDays(1));
        await SweepReservationsAsync();

        Assert.Equal(0, await ReservedAsync());
        await using var later = await OpenAsync(left: 12_000, announced: 12_000);
        Assert.True(await later.TakeAsync(12_000, CancellationToken.None));
    }

    [Fact]
    public async Task The_same_content_sent_again_counts_once_and_no_more_in_a_reservation_when_it_is_registered()
    {
        await BeginAsync();
        await using var first = await OpenAsync(left: 12_000, announced: null);
        var bytes = await KeepAsync(first, 5_000);
        await first.DisposeAsync();
        await using var again = await OpenAsync(left: 12_000, announced: null);
        await KeepAsync(again, 5_000, bytes);
        await again.DisposeAsync();
        Assert.Equal(5_000, await ReservedAsync());

        // While it lies there it is known, so that no room is needed to take it.
        await using var third = await OpenAsync(left: 5_000, announced: null);
        Assert.False(await third.TakeAsync(5_000, CancellationToken.None));
        Assert.True(await third.IsKeptAsync(bytes.Sha256, CancellationToken.None));
        Assert.False(await third.IsKeptAsync(new string('0', 64), CancellationToken.None));
        await Host.ActAsync<EvidenceService>(s => s.TakeInAsync(_leader, _id, Facts, [new KeptFile("a.pdf", bytes)], third, CancellationToken.None));

        Assert.Equal((0, _used + 5_000), (await ReservedAsync(), await UsedAsync()));
    }

    [Fact]
    public async Task Content_that_the_engagement_has_already_leaves_nothing_behind()
    {
        await BeginAsync();
        await using var first = await OpenAsync(left: 12_000, announced: null);
        var bytes = await KeepAsync(first, 5_000);
        await Host.ActAsync<EvidenceService>(s => s.TakeInAsync(_leader, _id, Facts, [new KeptFile("a.pdf", bytes)], first, CancellationToken.None));
        await using (var again = await OpenAsync(left: 12_000, announced: 5_000))
        {
            await KeepAsync(again, 5_000, bytes);
            Assert.Equal(5_000, await ReservedAsync());
        }

        Assert.Equal(0, await ReservedAsync());
    }

    [Fact]
    public async Task What_could_not_be_kept_counts_for_nothing_unless_it_lay_there_before()
    {
        await BeginAsync();
        await using var room = await OpenAsync(left: 12_000, announced: 5_000);
        var bytes = await KeepAsync(room, 5_000);
        await using var again = await OpenAsync(left: 12_000, announced: null);
        await KeepAsync(again, 5_000, bytes);

        await again.DropAsync(bytes.Sha256);
        Assert.InRange(await ReservedAsync(), 5_000, 12_000);
        await again.DisposeAsync();
        await room.DropAsync(bytes.Sha256);

        Assert.Equal(0, await ReservedAsync());
    }

    [Fact]
    public async Task Room_grows_as_bytes_come_and_what_does_not_fit_takes_nothing_from_others()
    {
        await BeginAsync();
        await using var first = await OpenAsync(left: 12_000, announced: 1_000);
        await using var second = await OpenAsync(left: 12_000, announced: 1_000);

        Assert.True(await first.TakeAsync(900, CancellationToken.None));
        Assert.False(await first.TakeAsync(20_000, CancellationToken.None));
        Assert.True(await second.TakeAsync(9_000, CancellationToken.None));
        Assert.False(await first.TakeAsync(2_500, CancellationToken.None));
        second.GiveBack(9_000);
        Assert.True(await second.TakeAsync(9_000, CancellationToken.None));
        Assert.InRange(await ReservedAsync(), 0, 12_000);
    }

    [Fact]
    public async Task Room_of_which_nothing_is_heard_is_lost_and_then_nothing_is_registered_beyond_the_quota()
    {
        await BeginAsync();
        var bytes = await PutAsync(8_000);
        await using var silent = await OpenAsync(left: 12_000, announced: 9_000);
        Assert.True(await silent.TakeAsync(8_000, CancellationToken.None));
        Host.Clock.Advance(UploadQuota.Lease);
        await using var second = await OpenAsync(left: 12_000, announced: 9_000);
        Assert.True(await second.TakeAsync(8_000, CancellationToken.None));
        Assert.Equal(9_000, await ReservedAsync());

        var refused = await Assert.ThrowsAsync<RefusedException>(() => Host.ActAsync<EvidenceService>(s => s.TakeInAsync(_leader, _id, Facts, [new KeptFile("a.pdf", bytes)], silent, CancellationToken.None)));
        Assert.Equal("upload.quota", Assert.Single(refused.Refusals).Code);
        await Host.ActAsync<EvidenceService>(s => s.TakeInAsync(_leader, _id, Facts, [new KeptFile("b.pdf", bytes)], second, CancellationToken.None));

        // What was registered stands in the evidence and not in a reservation besides.
        Assert.Equal(_used + 8_000, await UsedAsync());
        Assert.False(await silent.TakeAsync(8_000, CancellationToken.None));
        await silent.DisposeAsync();
        await using var third = await OpenAsync(left: 12_000, announced: 4_000);
        Assert.True(await third.TakeAsync(4_000, CancellationToken.None));
    }

    [Fact]
    public async Task Room_that_is_used_is_kept_for_longer_than_its_lease()
    {
        await BeginAsync();
        await using var slow = await OpenAsync(left: 12_000, announced: 9_000);
        for (var minutes = 0; minutes < 30; minutes += 5)
        {
            Host.Clock.Advance(TimeSpan.FromMinutes(5));
            Assert.True(await slow.TakeAsync(1_000, CancellationToken.None));
        }

        await using var other = await OpenAsync(left: 12_000, announced: 9_000);
        Assert.False(await other.TakeAsync(7_000, CancellationToken.None));
        Assert.True(await other.TakeAsync(3_000, CancellationToken.None));
    }

    [Fact]
    public async Task Bytes_that_are_gone_are_never_registered()
    {
        await BeginAsync();
        await using var room = await OpenAsync(left: 12_000, announced: 1_000);

        await Assert.ThrowsAsync<IOException>(() => Host.ActAsync<EvidenceService>(s =>
            s.TakeInAsync(_leader, _id, Facts, [new KeptFile("a.pdf", new StoredBytes(new string('0', 64), 10))], room, CancellationToken.None)));

        Assert.Equal(_used, await UsedAsync());
    }

    private async Task BeginAsync()
    {
        _id = await Host.ImportAsync(new CaseFolderBuilder());
        _leader = await Host.ActorAsync("陈思远");
        _used = await UsedAsync();
    }

    private async Task<UploadRoom> OpenAsync(long left, long? announced)
    {
        UploadRoom room = null!;
        await Host.UseAsync<UploadRooms>(async rooms => room = await rooms.OpenAsync(_leader, _id, Facts, _used + left, announced, CancellationToken.None));
        return room;
    }

    /// <summary>As the store does it: the room learns of the content before it is kept.</summary>
    private async Task<StoredBytes> KeepAsync(UploadRoom room, int size, StoredBytes? known = null)
    {
        Assert.True(await room.TakeAsync(size, CancellationToken.None));
        var bytes = known ?? await PutAsync(size);
        Assert.True(await room.KeepAsync(bytes.Sha256, size, CancellationToken.None));
        return bytes;
    }

    private Task SweepReservationsAsync() => Host.UseAsync<UploadQuota>(q => q.SweepAsync(CancellationToken.None));

    private async Task<StoredBytes> PutAsync(int size)
    {
        StoredBytes bytes = null!;
        await Host.UseAsync<IEvidenceStore>(async store => bytes = await store.PutAsync(new MemoryStream([.. Guid.CreateVersion7().ToByteArray(), .. new byte[size - 16]]), CancellationToken.None));
        return bytes;
    }

    private Task<long> UsedAsync() => Host.ReadAsync(db => db.Evidence.Where(e => e.EngagementId == _id).SumAsync(e => e.Facts.Size ?? 0));

    private Task<long> ReservedAsync()
    {
        var now = Host.Clock.GetUtcNow();
        return Host.ReadAsync(db => db.UploadReservations.Where(r => r.EngagementId == _id && r.ExpiresAt > now).SumAsync(r => r.Bytes));
    }
}
