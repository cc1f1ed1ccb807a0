using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Evidence;

/// <summary>What is left of an engagement's quota. Whoever asks has taken the engagement, so that nobody else takes the same room.</summary>
public sealed class UploadQuota(SuiteDb db, TimeProvider clock)
{
    /// <summary>How long room is kept for an upload of which nothing is heard.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>Of the reservation for bytes that are kept and not registered yet. The same bytes have the same one however often they come, and count once.</summary>
    public static Guid IdOf(Guid engagementId, string sha256) => new(SHA256.HashData(Encoding.ASCII.GetBytes($"{engagementId:N} {sha256}")).AsSpan(0, 16));

    /// <summary>What is left beside these reservations: of the quota without what is registered, and what other uploads have reserved or left behind.</summary>
    public async Task<long> LeftAsync(Guid engagementId, IReadOnlyCollection<Guid> own, long quota, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var registered = await db.Evidence.Where(e => e.EngagementId == engagementId).SumAsync(e => e.Facts.Size ?? 0, cancellationToken);
        var reserved = await db.UploadReservations.Where(r => r.EngagementId == engagementId && !own.Contains(r.Id) && r.ExpiresAt > now).SumAsync(r => r.Bytes, cancellationToken);
        return Math.Max(0, quota - registered - reserved);
    }

    /// <summary>For bytes that arrive.</summary>
    public Task ReserveAsync(Guid engagementId, Guid reservationId, long bytes, CancellationToken cancellationToken) => ReserveAsync(engagementId, reservationId, bytes, Lease, cancellationToken);

    /// <summary>For bytes that are about to be kept: as long as the store keeps them although nothing refers to them.</summary>
    /// <returns>Whether they were not reserved before.</returns>
    public Task<bool> KeepAsync(Guid engagementId, string sha256, long bytes, CancellationToken cancellationToken) =>
        ReserveAsync(engagementId, IdOf(engagementId, sha256), bytes, Unreferenced.GoneAfter, cancellationToken);

    /// <summary>Whether these bytes were kept for this engagement and count in its quota.</summary>
    public Task<bool> IsKeptAsync(Guid engagementId, string sha256, CancellationToken cancellationToken)
    {
        var (id, now) = (IdOf(engagementId, sha256), clock.GetUtcNow());
        return db.UploadReservations.AnyAsync(r => r.Id == id && r.ExpiresAt > now, cancellationToken);
    }

    public Task ReleaseAsync(IReadOnlyCollection<Guid> reservations, CancellationToken cancellationToken) =>
        db.UploadReservations.Where(r => reservations.Contains(r.Id)).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Lets go of what processes reserved that have died since, and of what the sweep of the store has taken.</summary>
    public Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.UploadReservations.Where(r => r.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<bool> ReserveAsync(Guid engagementId, Guid reservationId, long bytes, TimeSpan lasts, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + lasts;
        var kept = await db.UploadReservations.Where(r => r.Id == reservationId)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.Bytes, bytes).SetProperty(x => x.ExpiresAt, until), cancellationToken);
        if (kept == 0)
        {
            db.UploadReservations.Add(new UploadReservation { Id = reservationId, EngagementId = engagementId, Bytes = bytes, ExpiresAt = until });
            await db.SaveChangesAsync(cancellationToken);
        }

        return kept == 0;
    }
}
