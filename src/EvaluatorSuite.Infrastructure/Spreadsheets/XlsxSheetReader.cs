using System.Globalization;
using System.Xml;
using EvaluatorSuite.Application.Tables;

namespace EvaluatorSuite.Infrastructure.Spreadsheets;

/// <summary>Reads one sheet from its beginning to its end, keeping of each cell the value that the file holds.</summary>
internal sealed class XlsxSheetReader(string sheet, IReadOnlyList<string> strings, XlsxFormats formats, bool since1904, XlsxCounts counts, string file)
{
    private readonly SortedDictionary<int, TableCell?[]> _rows = [];
    private List<int>? _numbers;
    private long _merged;
    private int _row;
    private int _column;

    public IReadOnlyList<TableRow> Read(XmlReader xml)
    {
        using (xml)
        {
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element)
                {
                    continue;
                }

                switch (xml.LocalName)
                {
                    case "row":
                        BeginRow(xml);
                        break;
                    case "c":
                        ReadCell(xml);
                        break;
                    case "mergeCell":
                        Spread(xml.GetAttribute("ref") ?? "");
                        break;
                }
            }
        }

        return [.. _rows.Select(r => new TableRow(r.Key, r.Value[..(Array.FindLastIndex(r.Value, c => c is not null) + 1)]))];
    }

    private void BeginRow(XmlReader xml)
    {
        _row = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0 ? given : _row + 1;
        _column = -1;
        counts.HiddenRows += xml.GetAttribute("hidden") is "1" or "true" ? 1 : 0;
    }

    private void ReadCell(XmlReader xml)
    {
        _column = xml.GetAttribute("r") is { } reference ? ColumnOf(reference) : _column + 1;
        var (type, style) = (xml.GetAttribute("t"), xml.GetAttribute("s"));
        var (value, formula) = (default(string), false);
        if (!xml.IsEmptyElement)
        {
            var depth = xml.Depth;
            while (xml.Read() && xml.Depth > depth)
            {
                if (xml.NodeType != XmlNodeType.Element || xml.Depth != depth + 1)
                {
                    continue;
                }

                if (xml.LocalName == "f")
                {
                    formula = true;
                }
                else if (xml.LocalName == "v" && !xml.IsEmptyElement)
                {
                    value = Inner(xml);
                }
                else if (xml.LocalName == "is")
                {
                    value = XlsxStrings.TextOf(xml);
                }
            }
        }

        counts.Formulas += formula ? 1 : 0;
        Keep(Value(type, style, value, formula));
    }

    private static string Inner(XmlReader xml)
    {
        var text = "";
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            text += xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace ? xml.Value : "";
        }

        return text;
    }

    private TableCell? Value(string? type, string? style, string? value, bool formula)
    {
        if (value is null || (value.Length == 0 && type is not "str"))
        {
            return formula ? new TableCell(CellKind.Uncalculated, "") : null;
        }

        return type switch
        {
            "s" => Text(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < strings.Count ? strings[index] : throw new InvalidDataException("A text is missing.")),
            "str" or "inlineStr" => Text(value),
            "b" => new TableCell(CellKind.Flag, value == "1" ? "TRUE" : "FALSE"),
            "e" => new TableCell(CellKind.Error, value.Trim()),
            "d" => new TableCell(CellKind.Date, value.Trim()),
            _ => formats.IsDate(style) && Day(value) is { } day ? new TableCell(CellKind.Date, day) : new TableCell(CellKind.Number, value.Trim()),
        };
    }

    private static TableCell? Text(string text) => text.Trim() is { Length: > 0 } kept ? new TableCell(CellKind.Text, kept) : null;

    private string? Day(string serial)
    {
        if (!decimal.TryParse(serial, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) || days is < 0 or > 2_000_000)
        {
            return null;
        }

        var first = since1904 ? new DateOnly(1904, 1, 1) : new DateOnly(1899, 12, 30);
        return first.AddDays((int)decimal.Floor(days)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private void Keep(TableCell? cell)
    {
        if (cell is null)
        {
            return;
        }

        if (!_rows.TryGetValue(_row, out var cells))
        {
            SheetLimits.Check(file, sheet, _column, _rows.Count, counts.Cells);
            _rows[_row] = cells = [];
        }

        SheetLimits.Check(file, sheet, _column, 0, ++counts.Cells);
        if (cells.Length <= _column)
        {
            Array.Resize(ref cells, Math.Min(TableLimits.MaxColumns, Math.Max(_column + 1, cells.Length * 2)));
            _rows[_row] = cells;
        }

        cells[_column] = cell;
    }

    // A merged text stands for each of its cells; a merged figure does not, or it would be counted as often as it is wide.
    private void Spread(string range)
    {
        var ends = range.Split(':');
        if (ends.Length != 2)
        {
            return;
        }

        var (left, right) = (ColumnOf(ends[0]), Math.Min(ColumnOf(ends[1]), TableLimits.MaxColumns - 1));
        var (top, bottom) = (RowOf(ends[0]), RowOf(ends[1]));
        if (!_rows.TryGetValue(top, out var cells) || left >= cells.Length || cells[left] is not { Kind: CellKind.Text } text)
        {
            return;
        }

        // The rows stand before the merged ranges, and stay as they are from here on.
        _numbers ??= [.. _rows.Keys];
        for (var i = _numbers.BinarySearch(top); i < _numbers.Count && _numbers[i] <= bottom; i++)
        {
            CheckMerged(Math.Max(0, right - left + 1), range);
            var row = _numbers[i];
            for (var column = left; column <= right; column++)
            {
                if (column >= _rows[row].Length || _rows[row][column] is null)
                {
                    (_row, _column) = (row, column);
                    Keep(text);
                }
            }
        }
    }

    // Ranges that lie beside one another cannot come to more cells than the sheet has; without a bound a few repeated ones would take hours.
    private void CheckMerged(int cells, string range)
    {
        _merged += cells;
        if (_merged > (long)_rows.Count * TableLimits.MaxColumns)
        {
            throw TableLimits.Refuse(file, "table.merged", ("sheet", sheet), ("range", range));
        }
    }

    private static int RowOf(string reference) =>
        int.TryParse(reference.AsSpan(reference.AsSpan().IndexOfAnyInRange('0', '9') is var at and >= 0 ? at : throw new FormatException()), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : throw new FormatException();

    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var c in reference.TakeWhile(char.IsAsciiLetterUpper))
        {
            column = (column * 26) + (c - 'A') + 1;
            if (column > 20_000)
            {
                throw new FormatException();
            }
        }

        return column > 0 ? column - 1 : throw new FormatException();
    }
}
