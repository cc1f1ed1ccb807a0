using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Guides;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Lists;

/// <summary>What lists are filtered by, all in one number, so that an index can hold it beside every order.</summary>
[Flags]
public enum StandingMarks
{
    None = 0,
    Preparing = 1,
    Implementing = 2,
    Reporting = 4,
    Closed = 8,
    FirmsTurn = 16,
    OrganizersTurn = 32,
    Blocked = 64,
    Conflict = 128,

    /// <summary>Open, and nothing refuses the report.</summary>
    Ready = 256,
    Performance = 512,
    Competition = 1024,
    Conference = 2048,
    Exhibition = 4096,
    OtherEvent = 8192,
    OneRound = 16384,
    TwoRounds = 32768,
    ThreeRounds = 65536,
}

/// <summary>
/// One engagement in the list of one reader. A page of anybody's list is a stretch of one index, however many engagements there are and
/// however few of them this reader sees; asking each engagement whether the reader has a part in it would read all the others too.
/// </summary>
public sealed class EngagementReader : IListed
{
    public required Guid EngagementId { get; init; }

    /// <summary>An account that opened it, a person with a part in it, or one of <see cref="Readers"/>.</summary>
    public required Guid ReaderId { get; init; }

    /// <summary><see cref="EngagementParts"/> of this reader.</summary>
    public int Parts { get; set; }

    /// <summary><see cref="StandingMarks"/> of the engagement.</summary>
    public int Marks { get; set; }

    public DateTimeOffset OpenedAt { get; set; }
    public DateOnly Start { get; set; }

    /// <summary>The last of all days when nothing is due.</summary>
    public DateOnly NextDue { get; set; }

    public string Name { get; set; } = "";
}

/// <summary>Readers who are no single person. Whoever sees everything reads the shelf that holds the fewest beside what was asked for.</summary>
public static class Readers
{
    public static readonly Guid Everything = new("5f1d2c1e-0000-7000-8000-000000000010");
    public static readonly Guid EverythingOpen = new("5f1d2c1e-0000-7000-8000-000000000011");
    public static readonly Guid EveryConflict = new("5f1d2c1e-0000-7000-8000-000000000012");

    private const string Shelf = "5f1d2c1e-0000-7000-80";

    /// <summary>Whoever is impartiality officer, for duties.</summary>
    public static readonly Guid Officer = new("5f1d2c1e-0000-7000-8000-000000000013");

    /// <summary>Under which ids the parts of this actor are kept.</summary>
    public static IReadOnlyList<Guid> Of(Actor actor) => actor.PersonId is { } person ? [actor.UserId, person] : [actor.UserId];

    /// <summary>All whose event begins in a year. The migration that filled these shelves spells the same ids.</summary>
    public static Guid EverythingOf(int year) => new($"{Shelf}01-{year:000000000000}");

    public static Guid EverythingOf(EventKind kind) => new($"{Shelf}02-{(int)Mark(kind):000000000000}");

    /// <summary>The shelves that an engagement stands on.</summary>
    public static IEnumerable<Guid> ShelvesOf(EngagementStanding standing)
    {
        var marks = MarksOf(standing);
        return
        [
            Everything, EverythingOf(standing.Start.Year), EverythingOf(standing.EventKind),
            .. marks.HasFlag(StandingMarks.Closed) ? Array.Empty<Guid>() : [EverythingOpen],
            .. marks.HasFlag(StandingMarks.Conflict) ? [EveryConflict] : Array.Empty<Guid>(),
        ];
    }

    public static bool IsShelf(Guid readerId) => readerId.ToString().StartsWith(Shelf, StringComparison.Ordinal);

    public static StandingMarks Mark(EventKind kind) => kind switch
    {
        EventKind.Performance => StandingMarks.Performance,
        EventKind.Competition => StandingMarks.Competition,
        EventKind.Conference => StandingMarks.Conference,
        EventKind.Exhibition => StandingMarks.Exhibition,
        _ => StandingMarks.OtherEvent,
    };

    public static StandingMarks Mark(string phase) => phase switch
    {
        "prepare" => StandingMarks.Preparing,
        "implement" => StandingMarks.Implementing,
        "report" => StandingMarks.Reporting,
        _ => StandingMarks.Closed,
    };

    public static StandingMarks Mark(Ball ball) => ball switch
    {
        Ball.Firm => StandingMarks.FirmsTurn,
        Ball.Organizer => StandingMarks.OrganizersTurn,
        _ => StandingMarks.None,
    };

    public static StandingMarks MarksOf(EngagementStanding standing)
    {
        var open = standing.Phase != "closed";
        return Mark(standing.Phase) | Mark(standing.Ball) | Mark(standing.EventKind)
            | (open && standing.Blocks > 0 ? StandingMarks.Blocked : StandingMarks.None)
            | (standing.Conflict ? StandingMarks.Conflict : StandingMarks.None)
            | (open && standing.MayIssue ? StandingMarks.Ready : StandingMarks.None)
            | (standing.FindingRounds switch { <= 0 => StandingMarks.None, 1 => StandingMarks.OneRound, 2 => StandingMarks.TwoRounds, _ => StandingMarks.ThreeRounds });
    }
}

internal sealed class EngagementReaderConfiguration : IEntityTypeConfiguration<EngagementReader>
{
    public void Configure(EntityTypeBuilder<EngagementReader> builder)
    {
        builder.ToTable("engagement_readers");
        builder.HasKey(r => new { r.EngagementId, r.ReaderId });
        builder.Property(r => r.Name).HasMaxLength(200);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(r => r.EngagementId);

        // What is filtered by stands behind each order: a row that does not fit is passed over without being fetched.
        builder.HasIndex(r => new { r.ReaderId, r.OpenedAt, r.EngagementId, r.Marks, r.Parts, r.NextDue, r.Start }, "IX_engagement_readers_newest");
        builder.HasIndex(r => new { r.ReaderId, r.Start, r.EngagementId, r.Marks, r.Parts, r.NextDue }, "IX_engagement_readers_event");
        builder.HasIndex(r => new { r.ReaderId, r.NextDue, r.EngagementId, r.Marks, r.Parts, r.Start }, "IX_engagement_readers_due");
        builder.HasIndex(r => new { r.ReaderId, r.Name, r.EngagementId, r.Marks, r.Parts, r.NextDue, r.Start }, "IX_engagement_readers_name");
    }
}
