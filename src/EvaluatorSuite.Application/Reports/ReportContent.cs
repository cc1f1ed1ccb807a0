namespace EvaluatorSuite.Application.Reports;

/// <summary>
/// A report as data: everything that a Word template can ask for, by the tag of its content control. The tags are the same for
/// every case and language, so that a template can be checked before there is a case.
/// </summary>
public sealed record ReportContent
{
    public required string Language { get; init; }

    /// <summary>Texts by tag, <c>event.name</c>. None is blank; within one, <c>\n</c> is a new line.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    /// <summary>By name: what <c>rows:emissions</c> repeats over. A table is also a condition, which holds when it has rows.</summary>
    public required IReadOnlyDictionary<string, ReportTable> Tables { get; init; }

    /// <summary>By name: what <c>if:draft</c> and <c>unless:draft</c> ask.</summary>
    public required IReadOnlyDictionary<string, bool> Conditions { get; init; }

    /// <returns>Null when there is no condition and no table of that name.</returns>
    public bool? Holds(string condition) =>
        Conditions.TryGetValue(condition, out var holds) ? holds : Tables.TryGetValue(condition, out var table) ? table.Rows.Count > 0 : null;
}

/// <param name="Columns">Tags, <c>emissions.claimed</c>, in the order of the values of a row.</param>
public sealed record ReportTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
