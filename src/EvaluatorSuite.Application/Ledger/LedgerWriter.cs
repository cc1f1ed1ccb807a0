using System.Security.Cryptography;
using EvaluatorSuite.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Ledger;

/// <summary>The last link. Whoever appends locks this row first, so two writers queue instead of forking the chain.</summary>
public sealed class LedgerHead
{
    public const int OnlyId = 1;

    public int Id { get; private init; } = OnlyId;
    public long Sequence { get; private set; }
    public string Hash { get; private set; } = LedgerEntry.GenesisHash;
    public int Version { get; private set; }

    public void MoveTo(LedgerEntry entry) => (Sequence, Hash) = (entry.Sequence, entry.Hash);
}

/// <summary>Appends to the chain inside the caller's transaction: an act and its entry are saved together or not at all.</summary>
public sealed class LedgerWriter(SuiteDb db, TimeProvider clock)
{
    /// <param name="values">Names and values that <see cref="CanonicalJson"/> can write.</param>
    /// <exception cref="InvalidOperationException">No transaction is open: the lock would be gone before the entry is written.</exception>
    public async Task<LedgerEntry> AppendAsync(
        Guid actorId, Guid? engagementId, string action, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken)
    {
        var head = await TakeAsync(cancellationToken);
        var entry = LedgerEntry.Append(
            head.Sequence + 1, head.Hash, clock.GetUtcNow(), actorId, engagementId, action, CanonicalJson.Write(values),
            RandomNumberGenerator.GetBytes(LedgerEntry.SaltBytes));
        head.MoveTo(entry);
        db.Ledger.Add(entry);
        await db.SaveChangesAsync(cancellationToken);
        return entry;
    }

    /// <summary>Lets nobody else append until the transaction ends, for the few who have to know what comes right before their entry.</summary>
    /// <exception cref="InvalidOperationException">No transaction is open: the lock would be gone before the entry is written.</exception>
    public async Task<LedgerHead> TakeAsync(CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A ledger entry belongs to a transaction.");
        }

        // Writing the row locks it until the transaction ends, on every provider: a second writer waits here instead of forking the chain.
        await db.LedgerHead.ExecuteUpdateAsync(head => head.SetProperty(h => h.Version, h => h.Version + 1), cancellationToken);
        if (db.LedgerHead.Local.FirstOrDefault() is not { } head)
        {
            return await db.LedgerHead.SingleAsync(cancellationToken);
        }

        // Read before in this unit of work: what others appended meanwhile is not in it.
        await db.Entry(head).ReloadAsync(cancellationToken);
        return head;
    }
}

internal sealed class LedgerEntryConfiguration : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.ToTable("ledger");
        builder.HasKey(e => e.Sequence);
        builder.Property(e => e.Sequence).ValueGeneratedNever();
        builder.Property(e => e.Action).HasMaxLength(100);
        builder.Property(e => e.Algorithm).HasMaxLength(20);
        builder.Property(e => e.Salt).HasMaxLength(LedgerEntry.SaltBytes * 2);
        builder.Property(e => e.PayloadDigest).HasMaxLength(64).IsFixedLength();
        builder.Property(e => e.PreviousHash).HasMaxLength(64).IsFixedLength();
        builder.Property(e => e.Hash).HasMaxLength(64).IsFixedLength();
        builder.HasIndex(e => new { e.EngagementId, e.Sequence });

        // A handful among millions: what changed independence.
        builder.HasIndex(e => new { e.Action, e.Sequence }).HasFilter("\"Action\" IN ('independence.blocked', 'independence.cleared')");
    }
}

internal sealed class LedgerHeadConfiguration : IEntityTypeConfiguration<LedgerHead>
{
    public void Configure(EntityTypeBuilder<LedgerHead> builder)
    {
        builder.ToTable("ledger_head");
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.Property(h => h.Hash).HasMaxLength(64).IsFixedLength();
        builder.HasData(new { Id = LedgerHead.OnlyId, Sequence = 0L, Hash = LedgerEntry.GenesisHash, Version = 0 });
    }
}
