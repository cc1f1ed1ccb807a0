using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Application.Tables;

public enum CellKind
{
    Text,

    /// <summary>As the file writes it, to its last digit.</summary>
    Number,

    /// <summary>Written as YYYY-MM-DD.</summary>
    Date,
    Flag,

    /// <summary><c>#REF!</c> and its like.</summary>
    Error,

    /// <summary>A formula whose result the file does not hold; nothing is calculated here.</summary>
    Uncalculated,
}

public sealed record TableCell(CellKind Kind, string Text);

/// <param name="Number">The row's number in the file, from 1.</param>
/// <param name="Cells">From column A; null where nothing stands.</param>
public sealed record TableRow(int Number, IReadOnlyList<TableCell?> Cells)
{
    public TableCell? this[int column] => column >= 0 && column < Cells.Count ? Cells[column] : null;
}

/// <param name="Rows">Those in which something stands.</param>
public sealed record TableSheet(string Name, IReadOnlyList<TableRow> Rows)
{
    public int Columns => Rows.Select(r => r.Cells.Count).DefaultIfEmpty().Max();
}

/// <summary>A table that was handed over, as far as it is values in rows and columns.</summary>
/// <param name="Sha256">Of the bytes as they came, hexadecimal.</param>
/// <param name="Notes">What a person should know of how it was read: encoding, separator, formulas, what was hidden.</param>
/// <param name="Source">The bytes of a file of text, which can be read in another encoding than was guessed; null for what has none to guess.</param>
public sealed record TableFile(string Name, string Sha256, IReadOnlyList<TableSheet> Sheets, IReadOnlyList<Message> Notes, byte[]? Source = null);

/// <summary>How text is to be read; by itself unless a person says otherwise.</summary>
public enum TextEncoding { Automatic, Utf8, Gb18030 }

/// <summary>Reads tables. A formula is never calculated: what the file holds as its result is taken.</summary>
public interface ITableReader
{
    /// <param name="content">An <c>.xlsx</c> workbook or text with separators; what it is is seen from its bytes, not from its name.</param>
    /// <exception cref="UnreadableException">It cannot be read, or is larger than <see cref="TableLimits"/>; with words that say how to mend it.</exception>
    Task<TableFile> ReadAsync(Stream content, string name, CancellationToken cancellationToken);

    /// <summary>The same file of text in an encoding that a person says; what is no such file stays as it is.</summary>
    /// <exception cref="UnreadableException">Its bytes are none of this encoding.</exception>
    TableFile ReadAgain(TableFile file, TextEncoding encoding);

    /// <summary>Text as a spreadsheet puts it on the clipboard.</summary>
    /// <exception cref="UnreadableException">As above.</exception>
    TableFile ReadPasted(string text, string name);
}

public static class TableLimits
{
    public const int MaxBytes = 20 * 1024 * 1024;
    public const int MaxRows = 20_000;
    public const int MaxColumns = 200;

    /// <summary>Of all sheets together.</summary>
    public const int MaxCells = 500_000;

    /// <summary>Longer texts are refused where they are used; here only the sheet is kept from growing without end.</summary>
    public const int MaxText = 8000;

    public static UnreadableException Refuse(string file, string code, params (string Name, object Value)[] values) => new(file, [new Fault("$", new Message(code, values))]);

    /// <summary><c>B7</c>: a place as spreadsheets name it.</summary>
    public static string Place(int column, int row) => $"{Column(column)}{row}";

    public static string Column(int index)
    {
        var letters = "";
        for (var i = index + 1; i > 0; i = (i - 1) / 26)
        {
            letters = (char)('A' + ((i - 1) % 26)) + letters;
        }

        return letters;
    }
}
