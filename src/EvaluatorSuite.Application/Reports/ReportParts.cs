namespace EvaluatorSuite.Application.Reports;

/// <summary>Collects the content of a report; sees to it that nothing in it is blank.</summary>
internal sealed class ReportParts
{
    /// <summary>Stands where there is nothing to say: an empty cell would leave open whether something was forgotten.</summary>
    public const string Nothing = "—";

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReportTable> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _conditions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReportPicture?> _pictures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReportChart?> _charts = new(StringComparer.Ordinal);
    private ReportRecord? _record;

    public void Field(string tag, string? text) => _fields.Add(tag, Shown(text));

    public void Condition(string name, bool holds) => _conditions.Add(name, holds);

    /// <param name="columns">Without the name of the table, separated by spaces: <c>"number claimed verified"</c>.</param>
    public void Table(string name, string columns, IEnumerable<IReadOnlyList<string?>> rows)
    {
        string[] tags = [.. columns.Split(' ').Select(c => $"{name}.{c}")];
        _tables.Add(name, new ReportTable(tags, [.. rows.Select(row => Cells(name, tags.Length, row))]));
    }

    /// <summary>Gives each row of a table a picture.</summary>
    public void PicturesOf(string table, IEnumerable<ReportPicture> pictures) => _tables[table] = _tables[table] with { Pictures = [.. pictures] };

    public void Picture(string name, ReportPicture? picture) => _pictures.Add(name, picture);

    public void Chart(string name, ReportChart? chart) => _charts.Add(name, chart);

    public void Record(ReportRecord? record) => _record = record;

    public ReportContent Content(string language) =>
        new() { Language = language, Fields = _fields, Tables = _tables, Conditions = _conditions, Pictures = _pictures, Charts = _charts, Record = _record };

    private static string[] Cells(string name, int count, IReadOnlyList<string?> row) => row.Count == count
        ? [.. row.Select(Shown)]
        : throw new ArgumentException($"A row of '{name}' has {row.Count} values for {count} columns.", nameof(row));

    private static string Shown(string? text) => string.IsNullOrWhiteSpace(text) ? Nothing : text;
}
