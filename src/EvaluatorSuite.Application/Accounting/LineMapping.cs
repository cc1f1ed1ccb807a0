using EvaluatorSuite.Application.Tables;

namespace EvaluatorSuite.Application.Accounting;

/// <summary>How the columns of a table are read as lines.</summary>
public sealed record LineMapping
{
    private const int RowsToSearch = 20;

    /// <summary>Index among the sheets of the file.</summary>
    public int Sheet { get; init; }

    /// <summary>Number of the row with the headings; what is above it is passed over too. 0: there is none.</summary>
    public int HeaderRow { get; init; }

    /// <summary>Index of the column of each field, from 0.</summary>
    public Dictionary<LineField, int> Columns { get; init; } = [];

    /// <summary>What every row has that names nothing itself.</summary>
    public Dictionary<LineField, string> Fixed { get; init; } = [];

    /// <summary>An empty claim becomes amount × factor. The claim is the organizer's figure, so that somebody must ask for it.</summary>
    public bool CalculateClaims { get; init; }

    /// <summary>In which a file of text is read.</summary>
    public TextEncoding Encoding { get; init; }

    /// <summary>By the words of the headings: the first row in which most of them are known.</summary>
    public static LineMapping Guess(TableFile file, int sheet)
    {
        var rows = file.Sheets[sheet].Rows.Take(RowsToSearch).ToList();
        var header = rows.MaxBy(r => FieldsOf(r).Count);
        if (header is null || FieldsOf(header).Count < 2)
        {
            return new LineMapping { Sheet = sheet };
        }

        var columns = FieldsOf(header);
        var mapping = new LineMapping { Sheet = sheet, HeaderRow = header.Number, Columns = columns };
        if (!columns.ContainsKey(LineField.Unit) && columns.TryGetValue(LineField.Amount, out var amount) && LineWords.UnitIn(header[amount]?.Text) is { } unit)
        {
            mapping.Fixed[LineField.Unit] = unit;
        }

        return mapping;
    }

    /// <summary>The same, but a field is read from nowhere.</summary>
    public LineMapping Without(LineField field) => this with
    {
        Columns = Columns.Where(c => c.Key != field).ToDictionary(c => c.Key, c => c.Value),
        Fixed = Fixed.Where(f => f.Key != field).ToDictionary(f => f.Key, f => f.Value),
    };

    private static Dictionary<LineField, int> FieldsOf(TableRow row)
    {
        var fields = new Dictionary<LineField, int>();
        for (var column = 0; column < row.Cells.Count; column++)
        {
            if (row[column] is { Kind: CellKind.Text } cell && LineWords.FieldOf(cell.Text) is { } field)
            {
                fields.TryAdd(field, column);
            }
        }

        return fields;
    }
}
