using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Jobs;

/// <summary>Work done later. It may run twice, so it must look before it acts.</summary>
public interface IJob<in TArgs>
{
    /// <summary>Stable, short and stored: the class may move, the name may not.</summary>
    static abstract string Name { get; }

    /// <param name="finish">Runs what the job writes in one transaction with the mark that it is done; slow reading belongs before it.</param>
    Task RunAsync(TArgs args, Func<Func<Task>, Task> finish, CancellationToken cancellationToken);
}

/// <summary>A job asked for in the same transaction as the act that wants it. This table, not Hangfire's, is the record of what is owed.</summary>
public sealed class JobRequest
{
    public required Guid Id { get; init; }

    /// <summary>The job's stable name.</summary>
    public required string Job { get; init; }

    public required string Args { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Not before this it is tried again.</summary>
    public required DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }
    public int Attempts { get; set; }

    /// <summary>Of the last attempt that failed; for operators.</summary>
    public string? LastError { get; set; }

    /// <summary>Until then one worker has it, and no other takes it.</summary>
    public DateTimeOffset? ClaimedUntil { get; set; }
}

public sealed class JobOutbox(SuiteDb db, TimeProvider clock)
{
    public void Enqueue<TJob, TArgs>(TArgs args) where TJob : IJob<TArgs> => Add<TJob, TArgs>(Guid.CreateVersion7(), args);

    /// <summary>A job that is due once a day (UTC), however often and by however many processes this is called. Saves.</summary>
    public async Task EnqueueDailyAsync<TJob, TArgs>(TArgs args, CancellationToken cancellationToken) where TJob : IJob<TArgs>
    {
        // The id is the job and the day: of two processes that are at it at once one finds the row of the other.
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{TJob.Name} {DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime):yyyyMMdd}")).AsSpan(0, 16));
        if (await db.JobRequests.AnyAsync(r => r.Id == id, cancellationToken))
        {
            return;
        }

        Add<TJob, TArgs>(id, args);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (db.IsDuplicate(failure))
        {
            db.ChangeTracker.Clear();
        }
    }

    private void Add<TJob, TArgs>(Guid id, TArgs args) where TJob : IJob<TArgs> =>
        db.JobRequests.Add(new JobRequest
        {
            Id = id,
            Job = TJob.Name,
            Args = JsonSerializer.Serialize(args),
            RequestedAt = clock.GetUtcNow(),
            DueAt = clock.GetUtcNow(),
        });
}

internal sealed class JobRequestConfiguration : IEntityTypeConfiguration<JobRequest>
{
    public void Configure(EntityTypeBuilder<JobRequest> builder)
    {
        builder.ToTable("job_requests");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Job).HasMaxLength(100);
        builder.Property(r => r.LastError).HasMaxLength(2000);
        builder.HasIndex(r => new { r.FinishedAt, r.DueAt });
    }
}
