using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Application.Evidence;

/// <summary>
/// The part of a quota that one upload has to itself from before its first byte is kept until it ends. Bytes arrive outside any
/// transaction, so it is a row that others see; each look at it is a short transaction of its own.
/// </summary>
public sealed class UploadRoom : IAsyncDisposable
{
    /// <summary>Taken at a time where nobody said how much is to come.</summary>
    internal const long Step = 64_000_000;

    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _clock;
    private readonly Guid _engagementId;
    private long _reserved;
    private long _used;
    private DateTimeOffset _renewAt;

    internal UploadRoom(IServiceScopeFactory scopes, TimeProvider clock, Guid engagementId, long quota) =>
        (_scopes, _clock, _engagementId, Quota) = (scopes, clock, engagementId, quota);

    /// <summary>Of the reservation.</summary>
    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>Of the whole engagement, in bytes.</summary>
    public long Quota { get; }

    /// <summary>Counts bytes that have arrived, and takes more room for them or puts off its end when that is due.</summary>
    /// <returns>False when there is no room for them; nothing is counted then.</returns>
    public async ValueTask<bool> TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        var needed = _used + bytes;
        if (needed > _reserved || _clock.GetUtcNow() >= _renewAt)
        {
            await using var scope = _scopes.CreateAsyncScope();
            await using var transaction = await scope.ServiceProvider.GetRequiredService<SuiteDb>().Database.BeginTransactionAsync(cancellationToken);
            await scope.ServiceProvider.GetRequiredService<EngagementActs>().TakeAsync(_engagementId, cancellationToken);
            await ReserveAsync(scope.ServiceProvider, needed, needed > _reserved ? needed + Step : _reserved, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        var fits = needed <= _reserved;
        _used += fits ? bytes : 0;
        return fits;
    }

    /// <summary>Bytes of a file that was not kept after all.</summary>
    public void GiveBack(long bytes) => _used -= bytes;

    /// <summary>What is registered stands in the evidence itself from here on; the reservation goes in the same transaction.</summary>
    public async ValueTask DisposeAsync()
    {
        await using var scope = _scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<UploadQuota>().ReleaseAsync(Id, CancellationToken.None);
    }

    /// <summary>As much of what is wanted as there is; where there is less than needed no more than before, since others may need less.</summary>
    internal async Task ReserveAsync(IServiceProvider services, long needed, long wanted, CancellationToken cancellationToken)
    {
        var quota = services.GetRequiredService<UploadQuota>();
        var left = await quota.LeftAsync(_engagementId, Id, Quota, cancellationToken);
        _reserved = Math.Min(left, needed <= left ? wanted : _reserved);
        await quota.ReserveAsync(_engagementId, Id, _reserved, cancellationToken);
        _renewAt = _clock.GetUtcNow() + (UploadQuota.Lease / 4);
    }
}

/// <summary>Where an upload begins.</summary>
public sealed class UploadRooms(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <param name="quota">Of the engagement, in bytes.</param>
    /// <param name="announced">How many bytes are to come at most; null when nobody said.</param>
    /// <exception cref="MissingException">There is no such engagement or nothing to attach to, or not for this actor.</exception>
    /// <exception cref="ForbiddenException">The actor's part does not allow it.</exception>
    /// <exception cref="RefusedException">Nothing can be handed in so, whatever the files hold.</exception>
    public async Task<UploadRoom> OpenAsync(Actor actor, Guid engagementId, UploadFacts upload, long quota, long? announced, CancellationToken cancellationToken)
    {
        var room = new UploadRoom(scopes, clock, engagementId, quota);
        await using var scope = scopes.CreateAsyncScope();
        await using var transaction = await scope.ServiceProvider.GetRequiredService<SuiteDb>().Database.BeginTransactionAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<EvidenceService>().CheckAsync(actor, engagementId, upload, cancellationToken);
        await room.ReserveAsync(scope.ServiceProvider, 0, announced ?? UploadRoom.Step, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return room;
    }
}
