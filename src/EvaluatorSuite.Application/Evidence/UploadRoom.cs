using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Application.Evidence;

/// <summary>
/// The part of a quota that one upload has to itself while its bytes arrive, in steps before they are kept. Bytes arrive outside any
/// transaction, so it is a row that others see; each look at it is a short transaction of its own. What was kept has a row of its own,
/// which stays when the upload breaks off: bytes that nobody registered count as long as they lie there.
/// </summary>
public sealed class UploadRoom : IAsyncDisposable
{
    /// <summary>Taken ahead of the bytes at most. What somebody says is to come takes nothing from others before it comes.</summary>
    internal const long Step = 64_000_000;

    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _clock;
    private readonly Guid _engagementId;
    private readonly HashSet<string> _entered = new(StringComparer.Ordinal);
    private long _toCome;
    private long _reserved;
    private long _used;
    private DateTimeOffset _renewAt;

    internal UploadRoom(IServiceScopeFactory scopes, TimeProvider clock, Guid engagementId, long quota, long? announced) =>
        (_scopes, _clock, _engagementId, Quota, _toCome) = (scopes, clock, engagementId, quota, announced ?? long.MaxValue);

    /// <summary>Of the reservation.</summary>
    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>Of the whole engagement, in bytes.</summary>
    public long Quota { get; }

    /// <summary>Counts bytes that have arrived, and takes more room for them or puts off its end when that is due.</summary>
    /// <returns>False when there is no room for them; nothing is counted then.</returns>
    public async ValueTask<bool> TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        var needed = _used + bytes;
        _toCome = Math.Max(0, _toCome - bytes);
        if (needed > _reserved || _clock.GetUtcNow() >= _renewAt)
        {
            await OnEngagementAsync((_, quota) => ReserveAsync(quota, needed, cancellationToken), cancellationToken);
        }

        var fits = needed <= _reserved;
        _used += fits ? bytes : 0;
        return fits;
    }

    /// <summary>Bytes of a file that was not kept after all.</summary>
    public void GiveBack(long bytes) => _used -= bytes;

    /// <summary>
    /// A file has arrived whole and is about to be kept: from here on it counts by its digest, whatever becomes of this upload. Where the
    /// engagement has the same content already nothing more is kept, and it counts here until it is registered or the upload ends.
    /// </summary>
    /// <returns>False when there is no room for it any more.</returns>
    public Task<bool> KeepAsync(string sha256, long bytes, CancellationToken cancellationToken) => OnEngagementAsync(
        async (db, quota) =>
        {
            if (bytes > await quota.LeftAsync(_engagementId, [Id, UploadQuota.IdOf(_engagementId, sha256)], Quota, cancellationToken))
            {
                return false;
            }

            if (!await db.Evidence.AnyAsync(e => e.EngagementId == _engagementId && e.Facts.Sha256 == sha256, cancellationToken))
            {
                if (await quota.KeepAsync(_engagementId, sha256, bytes, cancellationToken))
                {
                    _entered.Add(sha256);
                }

                _used = _reserved = Math.Max(0, _used - bytes);
                await quota.ReserveAsync(_engagementId, Id, _reserved, cancellationToken);
            }

            return true;
        },
        cancellationToken);

    /// <summary>Whether this content was kept for the engagement before and counts already, as where somebody sends again what broke off.</summary>
    public async Task<bool> IsKeptAsync(string sha256, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<UploadQuota>().IsKeptAsync(_engagementId, sha256, cancellationToken);
    }

    /// <summary>It was not kept after all, and is not in the store: it counts no longer, unless it did before.</summary>
    public async Task DropAsync(string sha256)
    {
        if (_entered.Remove(sha256))
        {
            await using var scope = _scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<UploadQuota>().ReleaseAsync([UploadQuota.IdOf(_engagementId, sha256)], CancellationToken.None);
        }
    }

    /// <summary>What is registered stands in the evidence itself from here on; the reservations go in the same transaction.</summary>
    public async ValueTask DisposeAsync()
    {
        await using var scope = _scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<UploadQuota>().ReleaseAsync([Id], CancellationToken.None);
    }

    // As much ahead as there is, but never more than half of it: others come too. Where there is less than needed no more than before, since others may need less.
    private async Task<bool> ReserveAsync(UploadQuota quota, long needed, CancellationToken cancellationToken)
    {
        var left = await quota.LeftAsync(_engagementId, [Id], Quota, cancellationToken);
        var ahead = Math.Min(Math.Min(Step, _toCome), (left - needed) / 2);
        _reserved = needed > left ? Math.Min(left, _reserved) : needed > _reserved ? needed + ahead : _reserved;
        await quota.ReserveAsync(_engagementId, Id, _reserved, cancellationToken);
        _renewAt = _clock.GetUtcNow() + (UploadQuota.Lease / 4);
        return needed <= _reserved;
    }

    private async Task<bool> OnEngagementAsync(Func<SuiteDb, UploadQuota, Task<bool>> act, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SuiteDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<EngagementActs>().TakeAsync(_engagementId, cancellationToken);
        var done = await act(db, scope.ServiceProvider.GetRequiredService<UploadQuota>());
        await transaction.CommitAsync(cancellationToken);
        return done;
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
        await using var scope = scopes.CreateAsyncScope();
        await using var transaction = await scope.ServiceProvider.GetRequiredService<SuiteDb>().Database.BeginTransactionAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<EvidenceService>().CheckAsync(actor, engagementId, upload, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new UploadRoom(scopes, clock, engagementId, quota, announced);
    }
}
