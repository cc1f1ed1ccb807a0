using System.Text;
using EvaluatorSuite.Application.Tables;

namespace EvaluatorSuite.Infrastructure.Spreadsheets;

/// <summary>Rows of text with separators; a value in quotes may hold separators, line ends and doubled quotes.</summary>
internal static class DelimitedText
{
    private const int LinesToJudgeBy = 50;

    private static readonly char[] Separators = ['\t', ',', ';'];

    /// <summary>The separator that most lines have, and have equally often; of equals the tab, then the comma.</summary>
    public static char SeparatorOf(string text)
    {
        var lines = Beginnings(text);
        return Separators.MaxBy(s =>
        {
            var counts = lines.Select(l => l.Count(c => c == s)).Where(c => c > 0).ToList();
            return counts.Count == 0 ? 0 : (counts.GroupBy(c => c).Max(g => g.Count()) * 1000) + counts.Count;
        });
    }

    public static IReadOnlyList<TableRow> Read(string text, char separator, string name)
    {
        var reader = new Rows(name);
        var quotedFrom = 0;
        var (quoted, line) = (false, 1);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            line += c == '\n' || (c == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')) ? 1 : 0;
            if (quoted)
            {
                if (c != '"')
                {
                    reader.Add(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    reader.Add(text[i++]);
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"' && reader.CellIsEmpty)
            {
                (quoted, quotedFrom) = (true, line);
            }
            else if (c == separator)
            {
                reader.EndCell();
            }
            else if (c is '\n' or '\r')
            {
                if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                {
                    continue;
                }

                reader.EndRow();
            }
            else
            {
                reader.Add(c);
            }
        }

        return quoted ? throw TableLimits.Refuse(name, "table.quote", ("line", quotedFrom)) : reader.Done();
    }

    // What stands in quotes is left out: a comma in an address says nothing of the separator.
    private static List<string> Beginnings(string text)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        var quoted = false;
        foreach (var c in text)
        {
            quoted ^= c == '"';
            if (c == '\n' && !quoted)
            {
                lines.Add(line.ToString());
                line.Clear();
                if (lines.Count == LinesToJudgeBy)
                {
                    return lines;
                }
            }
            else if (!quoted)
            {
                line.Append(c);
            }
        }

        lines.Add(line.ToString());
        return lines;
    }

    private sealed class Rows(string name)
    {
        private readonly List<TableRow> _rows = [];
        private readonly StringBuilder _cell = new();
        private List<TableCell?> _cells = [];
        private int _number = 1;
        private int _count;

        public bool CellIsEmpty => _cell.Length == 0 || string.IsNullOrWhiteSpace(_cell.ToString());

        public void Add(char c)
        {
            if (_cell.Append(c).Length > TableLimits.MaxText)
            {
                throw TableLimits.Refuse(name, "table.cell-length", ("place", TableLimits.Place(_cells.Count, _number)), ("max", TableLimits.MaxText));
            }
        }

        public void EndCell()
        {
            var text = _cell.ToString().Trim();
            _cells.Add(text.Length == 0 ? null : new TableCell(CellKind.Text, text));
            _cell.Clear();
            if (text.Length > 0)
            {
                SheetLimits.Check(name, "", _cells.Count - 1, _rows.Count, ++_count);
            }
        }

        public void EndRow()
        {
            EndCell();
            var used = _cells.FindLastIndex(c => c is not null) + 1;
            if (used > 0)
            {
                _rows.Add(new TableRow(_number, _cells.GetRange(0, used)));
            }

            _cells = [];
            _number++;
        }

        public List<TableRow> Done()
        {
            EndRow();
            return _rows;
        }
    }
}

internal static class SheetLimits
{
    /// <summary>Called for each cell in which something stands.</summary>
    public static void Check(string file, string sheet, int column, int rows, int cells)
    {
        if (column >= TableLimits.MaxColumns)
        {
            throw TableLimits.Refuse(file, "table.too-wide", ("sheet", sheet), ("max", TableLimits.MaxColumns));
        }

        if (rows >= TableLimits.MaxRows)
        {
            throw TableLimits.Refuse(file, "table.too-long", ("sheet", sheet), ("max", TableLimits.MaxRows));
        }

        if (cells > TableLimits.MaxCells)
        {
            throw TableLimits.Refuse(file, "table.too-full", ("max", TableLimits.MaxCells));
        }
    }
}
