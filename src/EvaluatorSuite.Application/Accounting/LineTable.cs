using System.Globalization;
using EvaluatorSuite.Application.Tables;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Application.Accounting;

/// <summary>Something wrong in a table.</summary>
/// <param name="Column">From 0; null when no column holds what is wrong.</param>
public sealed record CellFault(int Row, int? Column, Message What)
{
    /// <summary><c>B7</c>, or the number of the row.</summary>
    public string Place => Column is { } column ? TableLimits.Place(column, Row) : Row.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What lines are read against: pack, known evidence, and sources that are not counted.</summary>
public sealed record LineContext(GuidePack Guide, LineRules Rules, LineWords Words, IReadOnlySet<string> ExcludedSources)
{
    public IEnumerable<Refusal> AgainstAdding(LineFacts line)
    {
        if (ExcludedSources.Contains(line.Source))
        {
            yield return new Refusal(new Message("line.source-excluded", ("source", Guide.FindSource(line.Source)?.Name ?? (object)line.Source)), nameof(line.Source));
        }
    }
}

/// <summary>A sheet read as lines.</summary>
public sealed class LineTable
{
    /// <summary>A table with more faults than this is not mended by reading on.</summary>
    public const int MaxListed = 100;

    private readonly LineContext _context;
    private readonly LineMapping _mapping;
    private readonly List<(int Row, LineFacts Facts)> _lines = [];
    private readonly List<CellFault> _faults = [];
    private readonly List<string> _shortened = [];
    private readonly List<int> _totals = [];

    private LineTable(LineContext context, LineMapping mapping) => (_context, _mapping) = (context, mapping);

    /// <summary>Every row that is one, also those with faults.</summary>
    public IReadOnlyList<(int Row, LineFacts Facts)> Lines => _lines;

    /// <summary>The first of them.</summary>
    public IReadOnlyList<CellFault> Faults => _faults;

    public int FaultCount { get; private set; }

    /// <summary>Places of numbers that had more than fifteen significant digits and were read with fifteen.</summary>
    public IReadOnlyList<string> Shortened => _shortened;

    /// <summary>Rows that add the others up, and were passed over.</summary>
    public IReadOnlyList<int> Totals => _totals;

    public int CalculatedClaims { get; private set; }

    public static LineTable Read(TableSheet sheet, LineMapping mapping, LineContext context)
    {
        var table = new LineTable(context, mapping);
        foreach (var row in sheet.Rows.Where(r => r.Number > mapping.HeaderRow && mapping.Columns.Values.Any(c => r[c] is not null)))
        {
            if (row.Cells.FirstOrDefault(c => c is not null) is { Kind: CellKind.Text } first && LineWords.IsTotal(first.Text))
            {
                table._totals.Add(row.Number);
                continue;
            }

            table.ReadRow(row);
        }

        return table;
    }

    private void ReadRow(TableRow row)
    {
        var unreadable = new HashSet<string>(StringComparer.Ordinal);
        string? Given(LineField field) => Text(row, field, unreadable);
        var typed = _context.Words.Understand(new TypedLine
        {
            Source = Given(LineField.Source),
            Stage = Given(LineField.Stage),
            Description = Given(LineField.Description),
            Amount = Given(LineField.Amount),
            Unit = Given(LineField.Unit),
            Factor = Given(LineField.Factor),
            ClaimedTonnes = Given(LineField.ClaimedTonnes),
        });
        var calculated = _mapping.CalculateClaims && string.IsNullOrWhiteSpace(typed.ClaimedTonnes) && !unreadable.Contains(nameof(LineField.ClaimedTonnes));
        var (facts, refusals) = (calculated ? typed with { ClaimedTonnes = "0" } : typed).Onto(new LineFacts { CrossCheck = Given(LineField.CrossCheck) }, _context.Rules);
        List<Refusal> told = [.. refusals.Where(r => !unreadable.Contains(r.Field ?? "")), .. _context.AgainstAdding(facts)];
        if (calculated && refusals.Count == 0 && unreadable.Count == 0)
        {
            facts = Calculated(facts, told);
        }

        told.ForEach(r => Fault(row.Number, ColumnOf(r.Field), r.Reason));
        _lines.Add((row.Number, facts));
    }

    private LineFacts Calculated(LineFacts facts, List<Refusal> refusals)
    {
        if (Inventory.Calculate(_context.Guide, facts).VerifiedTonnes is not { } tonnes)
        {
            refusals.Add(new Refusal(new Message("line.claim-uncalculable"), nameof(facts.ClaimedTonnes)));
            return facts;
        }

        CalculatedClaims++;
        return facts with { ClaimedTonnes = tonnes };
    }

    private string? Text(TableRow row, LineField field, HashSet<string> unreadable)
    {
        if (!_mapping.Columns.TryGetValue(field, out var column) || row[column] is not { } cell)
        {
            return _mapping.Fixed.GetValueOrDefault(field);
        }

        var figure = field is LineField.Amount or LineField.ClaimedTonnes;
        var fault = cell.Kind switch
        {
            CellKind.Error => new Message("table.cell-error", ("value", cell.Text)),
            CellKind.Uncalculated => new Message("table.cell-uncalculated"),
            CellKind.Date when figure => new Message("table.cell-date", ("value", cell.Text)),
            CellKind.Flag when figure => new Message("table.cell-flag", ("value", cell.Text)),
            _ => null,
        };
        if (fault is null && cell.Kind == CellKind.Number)
        {
            if (SpreadsheetNumber.TryRead(cell.Text, out var number, out var shortened))
            {
                Note(shortened, column, row.Number);
                return number.ToString(CultureInfo.InvariantCulture);
            }

            fault = figure ? new Message("table.cell-digits", ("value", cell.Text), ("whole", JsonAmount.MaxIntegerDigits), ("fraction", JsonAmount.MaxFractionDigits)) : null;
        }

        if (fault is null)
        {
            return cell.Text;
        }

        unreadable.Add(field.ToString());
        Fault(row.Number, column, fault);
        return null;
    }

    private void Note(bool shortened, int column, int row)
    {
        if (shortened)
        {
            _shortened.Add(TableLimits.Place(column, row));
        }
    }

    private int? ColumnOf(string? field) => Enum.TryParse<LineField>(field, out var known) && _mapping.Columns.TryGetValue(known, out var column) ? column : null;

    private void Fault(int row, int? column, Message what)
    {
        FaultCount++;
        if (_faults.Count < MaxListed)
        {
            _faults.Add(new CellFault(row, column, what));
        }
    }
}
