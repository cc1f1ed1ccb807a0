using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Search;

/// <summary>What can be found. The report has its place here before the first one is numbered.</summary>
public enum SearchKind { Engagement, Organization, Person, Unit, Evidence, Report }

/// <summary>One thing that can be found, and its words. The index of each database holds the grams of the words under the same number.</summary>
public sealed class SearchEntry
{
    /// <summary>Counted up, so that the newest entries are found first without being sorted.</summary>
    public long Id { get; private init; }

    public required SearchKind Kind { get; init; }

    /// <summary>Null for the registry, which all staff may read.</summary>
    public Guid? EngagementId { get; init; }

    /// <summary>The row it is about: an id, or a key within its engagement.</summary>
    public required string Target { get; init; }

    /// <summary>The first line is its name; what is found by the others is shown beneath it.</summary>
    public string Text { get; set; } = "";

    public required DateTimeOffset At { get; init; }
}

internal sealed class SearchEntryConfiguration : IEntityTypeConfiguration<SearchEntry>
{
    public const int MaxTarget = 100;

    public void Configure(EntityTypeBuilder<SearchEntry> builder)
    {
        builder.ToTable("search_entries");
        builder.Property(e => e.Target).HasMaxLength(MaxTarget);
        builder.Property(e => e.Text).HasMaxLength(SearchText.MaxEntry);
        builder.HasIndex(e => e.EngagementId);
        builder.HasIndex(e => new { e.Target, e.Kind });
    }
}
