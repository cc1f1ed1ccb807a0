using EvaluatorSuite.Application.Accounting;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Web.Pages.Engagements.Engagement;

namespace EvaluatorSuite.Web.Pages;

/// <summary>A row of the grid as a form sends it.</summary>
public sealed class GridInput
{
    public Guid? LineId { get; set; }
    public int Seen { get; set; }
    public string? Source { get; set; }
    public string? Stage { get; set; }
    public string? Description { get; set; }
    public string? Amount { get; set; }
    public string? Unit { get; set; }
    public string? Factor { get; set; }
    public string? ClaimedTonnes { get; set; }

    public TypedLine Typed => new() { Source = Source, Stage = Stage, Description = Description, Amount = Amount, Unit = Unit, Factor = Factor, ClaimedTonnes = ClaimedTonnes };

    public static IReadOnlyList<GridRow> Rows(IReadOnlyList<GridInput> inputs) =>
        [.. inputs.Take(InventoryService.MaxGrid).Select((input, i) => new GridRow(i, input.LineId, input.Seen, input.Typed))];

    public static GridInput Of(InventoryLine line)
    {
        var typed = TypedLines.Of(line.Facts);
        return new GridInput
        {
            LineId = line.Id,
            Seen = line.Version,
            Source = typed.Source,
            Stage = typed.Stage,
            Description = typed.Description,
            Amount = typed.Amount,
            Unit = typed.Unit,
            Factor = typed.Factor,
            ClaimedTonnes = typed.ClaimedTonnes,
        };
    }
}

/// <summary>
/// The activity data of up to 25 lines in one form, for the evaluators' pages and the portal alike. The page that shows it binds
/// <c>Rows</c> as a list of <see cref="GridInput"/> and gives them to <see cref="InventoryService.EnterAsync"/>.
/// </summary>
/// <param name="Rows">In the order of the form; an empty one is a line to be added.</param>
/// <param name="Target">Where the form is sent.</param>
/// <param name="ReadOnly">Names of columns that are shown only, such as <c>Factor</c>; none by default.</param>
/// <param name="Locked">Lines that cannot be changed here, shown beneath.</param>
/// <param name="Now">Lines as they stand, by id: for what is calculated beside the claim.</param>
public sealed record ActivityGrid(
    GuidePack Guide, IReadOnlyList<GridInput> Rows, string Target, IReadOnlySet<string> ReadOnly, IReadOnlyList<CalculatedLine> Locked, IReadOnlyDictionary<Guid, CalculatedLine> Now)
{
    /// <summary>The rows of a form: lines that this author may change, and empty rows up to the size of the grid.</summary>
    public static ActivityGrid Of(GuidePack guide, IReadOnlyList<InventoryLine> lines, LineAuthor author, string target, IReadOnlyList<GridInput>? typed)
    {
        var open = lines.Where(l => !InventoryService.AgainstTouching(author, l.Facts).Any()).ToList();
        var rows = typed ?? [.. open.Select(GridInput.Of), .. Enumerable.Range(0, Math.Max(0, InventoryService.MaxGrid - open.Count)).Select(_ => new GridInput())];
        return new ActivityGrid(
            guide, rows, target, new HashSet<string>(),
            [.. lines.Except(open).Select(l => Inventory.Calculate(guide, l.Facts))],
            lines.ToDictionary(l => l.Id, l => Inventory.Calculate(guide, l.Facts)));
    }
}
