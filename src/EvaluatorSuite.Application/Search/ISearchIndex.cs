namespace EvaluatorSuite.Application.Search;

/// <param name="All">Grams that an entry must hold.</param>
/// <param name="Any">At least one of these too, unless there are none.</param>
/// <param name="Before">Only entries with a smaller number.</param>
public sealed record SearchQuestion(IReadOnlyCollection<string> All, IReadOnlyCollection<string> Any, long? Before, int Take);

/// <summary>Which entries hold which grams. Each database has its own; all of them write in the transaction of the act that changed the words.</summary>
public interface ISearchIndex
{
    /// <summary>Makes the tables of the index where they are missing.</summary>
    Task SetUpAsync(CancellationToken cancellationToken);

    /// <summary>Takes the place of what was held under these numbers.</summary>
    Task PutAsync(IReadOnlyCollection<(long Id, IReadOnlyCollection<string> Grams)> entries, CancellationToken cancellationToken);

    Task RemoveAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken);

    Task ClearAsync(CancellationToken cancellationToken);

    /// <returns>Numbers of entries, the newest first.</returns>
    Task<IReadOnlyList<long>> FindAsync(SearchQuestion question, CancellationToken cancellationToken);
}
