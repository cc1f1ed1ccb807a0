namespace EvaluatorSuite.Application;

/// <summary>A row with the number of the part of an answer that it belongs to.</summary>
internal sealed class PartRow<T>
{
    public int Part { get; init; }

    public T Row { get; init; } = default!;
}

/// <summary>
/// Several tables read by one question. Each joins the numbers of the parts at its own, so that an answer has as many rows as the
/// tables together; joined to one another they would multiply, and one by one each costs a round trip.
/// </summary>
internal static class PartsOfAnswers
{
    // A list of numbers must hang on a table; that of the shared facts has one row.
    public static IQueryable<int> Parts(this SuiteDb db, int count)
    {
        var numbers = Enumerable.Range(0, count).ToArray();
        return db.SharedFacts.SelectMany(_ => numbers.Where(n => n >= 0));
    }
}
