namespace EvaluatorSuite.Application.Lists;

/// <summary>What lists are ordered by.</summary>
public interface IListed
{
    Guid EngagementId { get; }
    DateTimeOffset OpenedAt { get; }
    DateOnly Start { get; }
    DateOnly NextDue { get; }
    string Name { get; }
}

/// <summary>What one row of a reader's list is found and ordered by.</summary>
internal sealed record ListKey : IListed
{
    public Guid EngagementId { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateOnly Start { get; init; }
    public DateOnly NextDue { get; init; }
    public string Name { get; init; } = "";
}

/// <summary>
/// The four orders, each both ways. What comes after a place is asked for in two questions, the rest of those with its value and those
/// beyond it: in one question with "or" a database reads all that have the same value, and most engagements have no next day at all.
/// </summary>
internal static class ListOrder
{
    /// <param name="backwards">Towards the beginning of the list.</param>
    public static bool IsRising(ListSort sort, bool backwards) => (sort is ListSort.NextDue or ListSort.Name) != backwards;

    /// <summary>Only what the index of the order holds: for one column more PostgreSQL fetches every row before it asks whether it fits.</summary>
    public static IQueryable<ListKey> Keys(this IQueryable<EngagementReader> rows, ListSort sort) => sort switch
    {
        ListSort.Newest => rows.Select(r => new ListKey { EngagementId = r.EngagementId, OpenedAt = r.OpenedAt }),
        ListSort.EventDate => rows.Select(r => new ListKey { EngagementId = r.EngagementId, Start = r.Start }),
        ListSort.NextDue => rows.Select(r => new ListKey { EngagementId = r.EngagementId, NextDue = r.NextDue }),
        _ => rows.Select(r => new ListKey { EngagementId = r.EngagementId, Name = r.Name }),
    };

    public static IQueryable<T> Ordered<T>(this IQueryable<T> keys, ListSort sort, bool rising) where T : class, IListed => (sort, rising) switch
    {
        (ListSort.Newest, true) => keys.OrderBy(k => k.OpenedAt).ThenBy(k => k.EngagementId),
        (ListSort.Newest, false) => keys.OrderByDescending(k => k.OpenedAt).ThenByDescending(k => k.EngagementId),
        (ListSort.EventDate, true) => keys.OrderBy(k => k.Start).ThenBy(k => k.EngagementId),
        (ListSort.EventDate, false) => keys.OrderByDescending(k => k.Start).ThenByDescending(k => k.EngagementId),
        (ListSort.NextDue, true) => keys.OrderBy(k => k.NextDue).ThenBy(k => k.EngagementId),
        (ListSort.NextDue, false) => keys.OrderByDescending(k => k.NextDue).ThenByDescending(k => k.EngagementId),
        (_, true) => keys.OrderBy(k => k.Name).ThenBy(k => k.EngagementId),
        _ => keys.OrderByDescending(k => k.Name).ThenByDescending(k => k.EngagementId),
    };

    public static IQueryable<T> WithValueOf<T>(this IQueryable<T> keys, ListSort sort, ListPlace place, bool rising) where T : class, IListed
    {
        var id = place.EngagementId;
        var same = sort switch
        {
            ListSort.Newest => keys.Where(k => k.OpenedAt == place.Moment),
            ListSort.EventDate => keys.Where(k => k.Start == place.Day),
            ListSort.NextDue => keys.Where(k => k.NextDue == place.Day),
            _ => keys.Where(k => k.Name == place.Name),
        };
        return rising ? same.Where(k => k.EngagementId > id) : same.Where(k => k.EngagementId < id);
    }

    // The database compares, by its own order of letters, which is the one that the index has.
#pragma warning disable CA1309
    public static IQueryable<T> Beyond<T>(this IQueryable<T> keys, ListSort sort, ListPlace place, bool rising) where T : class, IListed => (sort, rising) switch
    {
        (ListSort.Newest, true) => keys.Where(k => k.OpenedAt > place.Moment),
        (ListSort.Newest, false) => keys.Where(k => k.OpenedAt < place.Moment),
        (ListSort.EventDate, true) => keys.Where(k => k.Start > place.Day),
        (ListSort.EventDate, false) => keys.Where(k => k.Start < place.Day),
        (ListSort.NextDue, true) => keys.Where(k => k.NextDue > place.Day),
        (ListSort.NextDue, false) => keys.Where(k => k.NextDue < place.Day),
        (_, true) => keys.Where(k => string.Compare(k.Name, place.Name) > 0),
        _ => keys.Where(k => string.Compare(k.Name, place.Name) < 0),
    };
#pragma warning restore CA1309
}
