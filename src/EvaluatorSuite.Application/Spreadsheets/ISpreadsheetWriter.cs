namespace EvaluatorSuite.Application.Spreadsheets;

public enum ColumnKind { Text, Number, Date, Time }

/// <param name="Width">In characters.</param>
public sealed record SheetColumn(string Title, ColumnKind Kind = ColumnKind.Text, int Width = 16);

/// <param name="Cut">What the last row says when there were more rows than a sheet of ours takes.</param>
public sealed record Sheet(string Name, IReadOnlyList<SheetColumn> Columns, string Language, string Cut)
{
    public const int MaxRows = 100_000;

    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

/// <summary>Writes a list as a workbook, row by row: a hundred thousand rows are never in memory at once.</summary>
public interface ISpreadsheetWriter
{
    /// <param name="rows">A value a column: text, whole number, decimal, date, moment, or nothing.</param>
    Task WriteAsync(Stream target, Sheet sheet, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken cancellationToken);
}
