using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Verdicts;

/// <summary>Counts the changes of what verdicts share: the registry, and the serial numbers of units. A verdict that is kept is right while it stands still.</summary>
public sealed class SharedFacts
{
    public const int OnlyId = 1;

    public int Id { get; private init; } = OnlyId;
    public long Changes { get; private set; }
}

public sealed class SharedFactsCounter(SuiteDb db)
{
    /// <summary>To be called in the transaction of every act that changes the registry or a unit of any engagement.</summary>
    public Task ChangedAsync(CancellationToken cancellationToken) =>
        db.SharedFacts.ExecuteUpdateAsync(s => s.SetProperty(f => f.Changes, f => f.Changes + 1), cancellationToken);

    /// <summary>
    /// For an act that cannot be taken back: until its transaction ends nobody changes the registry, and what was being changed is waited for.
    /// After the engagement was taken and before its facts are read.
    /// </summary>
    public Task HoldAsync(CancellationToken cancellationToken) => db.SharedFacts.ExecuteUpdateAsync(s => s.SetProperty(f => f.Changes, f => f.Changes), cancellationToken);
}

internal sealed class SharedFactsConfiguration : IEntityTypeConfiguration<SharedFacts>
{
    public void Configure(EntityTypeBuilder<SharedFacts> builder)
    {
        builder.ToTable("shared_facts");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasData(new { Id = SharedFacts.OnlyId, Changes = 0L });
    }
}
