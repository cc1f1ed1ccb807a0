using EvaluatorSuite.Application.Reports;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>One row of a table, asked by tag.</summary>
internal sealed class Row
{
    private readonly Dictionary<string, int> _columns;
    private readonly IReadOnlyList<string> _values;

    private Row(Dictionary<string, int> columns, IReadOnlyList<string> values, ReportPicture? picture) => (_columns, _values, Picture) = (columns, values, picture);

    /// <summary>Null in a table without pictures.</summary>
    public ReportPicture? Picture { get; }

    public static IEnumerable<Row> Of(ReportTable table)
    {
        var columns = table.Columns.Index().ToDictionary(c => c.Item, c => c.Index, StringComparer.Ordinal);
        return table.Rows.Select((values, i) => new Row(columns, values, table.Pictures?[i]));
    }

    /// <summary>What stands after <c>picture:</c> for the picture of a row.</summary>
    public static string PictureTag(string table) => $"{table}.picture";

    /// <returns>Null when the table has no such column.</returns>
    public string? Find(string tag) => _columns.TryGetValue(tag, out var index) ? _values[index] : null;
}
