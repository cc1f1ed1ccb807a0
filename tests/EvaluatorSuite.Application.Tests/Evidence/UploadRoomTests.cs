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
    public async Task However_many_open_at_once_they_reserve_no_more_than_there_is()
    {
        await BeginAsync();

        var rooms = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => OpenAsync(left: 12_000, announced: 5_000)));
        var reserved = await ReservedAsync();
        foreach (var room in rooms)
        {
            await room.DisposeAsync();
        }

        Assert.Equal(12_000, reserved);
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
        Assert.False(await other.TakeAsync(4_000, CancellationToken.None));
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
