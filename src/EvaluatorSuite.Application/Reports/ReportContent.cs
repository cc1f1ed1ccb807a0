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

    /// <summary>By name: what <c>picture:verification</c> draws. A picture is also a condition; null where there is none in this report.</summary>
    public IReadOnlyDictionary<string, ReportPicture?> Pictures { get; init; } = new Dictionary<string, ReportPicture?>();

    /// <summary>By name: what <c>chart:emissions</c> draws. A chart is also a condition; null where there is nothing to draw.</summary>
    public IReadOnlyDictionary<string, ReportChart?> Charts { get; init; } = new Dictionary<string, ReportChart?>();

    /// <summary>What goes along for programs; null in a draft.</summary>
    public ReportRecord? Record { get; init; }

    /// <returns>Null when there is nothing of that name.</returns>
    public bool? Holds(string condition) =>
        Conditions.TryGetValue(condition, out var holds) ? holds
        : Tables.TryGetValue(condition, out var table) ? table.Rows.Count > 0
        : Pictures.TryGetValue(condition, out var picture) ? picture is not null
        : Charts.TryGetValue(condition, out var chart) ? chart is not null
        : null;
}

/// <param name="Columns">Tags, <c>emissions.claimed</c>, in the order of the values of a row.</param>
public sealed record ReportTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>One for each row, drawn by <c>picture:photographs.picture</c>; null in a table without pictures.</summary>
    public IReadOnlyList<ReportPicture>? Pictures { get; init; }
}
