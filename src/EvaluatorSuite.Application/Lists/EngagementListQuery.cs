using System.Globalization;
using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Application.Lists;

public enum ListSort { Newest, EventDate, NextDue, Name }

/// <summary>In which part the actor has to be.</summary>
public enum MyPart { Leader, Reviewer, Approver }

/// <summary>What somebody wants to see of the engagements, as an address says it.</summary>
public sealed record EngagementListQuery
{
    /// <summary><c>prepare</c>, <c>implement</c>, <c>report</c>, <c>closed</c>, or <c>open</c> for the first three; null for all.</summary>
    public string? Phase { get; init; }
    public EventKind? Kind { get; init; }
    public Ball? Turn { get; init; }
    public bool Blocked { get; init; }
    public bool Conflict { get; init; }
    public bool Late { get; init; }
    public bool Ready { get; init; }
    public MyPart? Part { get; init; }

    /// <summary>In which the event begins.</summary>
    public int? Year { get; init; }

    /// <summary>Words of event, organizer or city; as in the search.</summary>
    public string? Text { get; init; }

    public ListSort Sort { get; init; }
    public ListPlace? After { get; init; }
    public ListPlace? Before { get; init; }
}

/// <summary>Where a page ended: the value that was sorted by, and the engagement, since many have the same value.</summary>
public sealed record ListPlace(DateTimeOffset Moment, DateOnly Day, string Name, Guid EngagementId)
{
    public string Write(ListSort sort) => $"{EngagementId:n}.{sort switch
    {
        ListSort.Newest => Moment.UtcTicks.ToString(CultureInfo.InvariantCulture),
        ListSort.Name => Name,
        _ => Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
    }}";

    /// <returns>Null when nothing was ever written so: the list begins at its beginning.</returns>
    public static ListPlace? Read(ListSort sort, string? text)
    {
        if (text is null || text.Length < 33 || text[32] != '.' || !Guid.TryParseExact(text[..32], "n", out var id))
        {
            return null;
        }

        var value = text[33..];
        return sort switch
        {
            ListSort.Newest => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks
                ? new(new DateTimeOffset(ticks, TimeSpan.Zero), default, "", id) : null,
            ListSort.Name => new(default, default, value, id),
            _ => DateOnly.TryParseExact(value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new(default, day, "", id) : null,
        };
    }
}
