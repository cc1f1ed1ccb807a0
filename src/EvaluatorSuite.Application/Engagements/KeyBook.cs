using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Engagements;

/// <summary>Up to which number keys with a prefix belonged to rows that are gone.</summary>
public sealed class RetiredKeys
{
    public required Guid EngagementId { get; init; }
    public required string Prefix { get; init; }
    public required int Last { get; init; }
}

/// <summary>
/// Keys of rows that can be removed. Ledger entries and comments go on speaking of a removed row, so its key never comes back for another.
/// Whoever asks has taken the engagement.
/// </summary>
public sealed class KeyBook(SuiteDb db)
{
    /// <param name="taken">Of the rows that there are.</param>
    public async Task<IReadOnlyList<string>> NextAsync(Guid engagementId, string prefix, IEnumerable<string> taken, int count, CancellationToken cancellationToken) =>
        RowKeys.Next(prefix, taken, count, await LastAsync(engagementId, prefix, cancellationToken));

    /// <summary>For rows that go now.</summary>
    public async Task RetireAsync(Guid engagementId, string prefix, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var (known, last) = (await LastAsync(engagementId, prefix, cancellationToken), RowKeys.Last(prefix, keys));
        if (last <= known)
        {
            return;
        }

        var changed = await db.RetiredKeys.Where(r => r.EngagementId == engagementId && r.Prefix == prefix).ExecuteUpdateAsync(r => r.SetProperty(x => x.Last, last), cancellationToken);
        if (changed == 0)
        {
            db.RetiredKeys.Add(new RetiredKeys { EngagementId = engagementId, Prefix = prefix, Last = last });
        }
    }

    private Task<int> LastAsync(Guid engagementId, string prefix, CancellationToken cancellationToken) =>
        db.RetiredKeys.AsNoTracking().Where(r => r.EngagementId == engagementId && r.Prefix == prefix).Select(r => r.Last).SingleOrDefaultAsync(cancellationToken);
}

internal sealed class RetiredKeysConfiguration : IEntityTypeConfiguration<RetiredKeys>
{
    public void Configure(EntityTypeBuilder<RetiredKeys> builder)
    {
        builder.ToTable("retired_keys");
        builder.HasKey(r => new { r.EngagementId, r.Prefix });
        builder.Property(r => r.Prefix).HasMaxLength(10);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(r => r.EngagementId);
    }
}
