using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Evidence;

/// <summary>What is left of an engagement's quota. Whoever asks has taken the engagement, so that nobody else takes the same room.</summary>
public sealed class UploadQuota(SuiteDb db, TimeProvider clock)
{
    /// <summary>How long room is kept for an upload of which nothing is heard.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>What is left for the upload of this reservation: of the quota without what is registered and what other uploads have reserved.</summary>
    public async Task<long> LeftAsync(Guid engagementId, Guid reservationId, long quota, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var registered = await db.Evidence.Where(e => e.EngagementId == engagementId).SumAsync(e => e.Facts.Size ?? 0, cancellationToken);
        var reserved = await db.UploadReservations.Where(r => r.EngagementId == engagementId && r.Id != reservationId && r.ExpiresAt > now).SumAsync(r => r.Bytes, cancellationToken);
        return Math.Max(0, quota - registered - reserved);
    }

    public async Task ReserveAsync(Guid engagementId, Guid reservationId, long bytes, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + Lease;
        var kept = await db.UploadReservations.Where(r => r.Id == reservationId)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.Bytes, bytes).SetProperty(x => x.ExpiresAt, until), cancellationToken);
        if (kept == 0)
        {
            db.UploadReservations.Add(new UploadReservation { Id = reservationId, EngagementId = engagementId, Bytes = bytes, ExpiresAt = until });
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    public Task ReleaseAsync(Guid reservationId, CancellationToken cancellationToken) =>
        db.UploadReservations.Where(r => r.Id == reservationId).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Lets go of what processes reserved that have died since.</summary>
    public Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.UploadReservations.Where(r => r.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
    }
}
