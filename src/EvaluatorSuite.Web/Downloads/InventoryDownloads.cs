using System.Text;
using EvaluatorSuite.Application.Accounting;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Accounting;

namespace EvaluatorSuite.Web.Downloads;

/// <summary>Tables for spreadsheets, as text with commas; the mark at the beginning tells them that it is UTF-8.</summary>
internal static class InventoryDownloads
{
    private const string CsvType = "text/csv; charset=utf-8";

    /// <summary>An empty table with the headings that an import knows.</summary>
    public static IResult Template(Guid engagementId, TextCatalog texts) =>
        Csv($"{texts["inventory.template-file"]}.csv", [Enum.GetNames<LineField>().Select(f => texts[$"term.lineField.{f}"])]);

    public static async Task<IResult> LinesAsync(Guid engagementId, EngagementViews views, TextCatalog texts, CancellationToken cancellationToken)
    {
        var view = await views.GetAsync(engagementId, cancellationToken);
        string[] header =
        [
            texts["inventory.csv.key"], .. Enum.GetNames<LineField>().Select(f => texts[$"term.lineField.{f}"]), texts["term.lineField.VerifiedAmount"],
            texts["inventory.csv.verified"], texts["inventory.csv.difference"], texts["term.lineField.DifferenceReason"], texts["term.lineField.Evidence"],
        ];
        return Csv($"{view.Facts.Event.Name}-{texts["page.tab.inventory"]}.csv", [header, .. view.Verdict.Inventory.Lines.Select(l => Row(view, l, texts))]);
    }

    private static IEnumerable<string> Row(EngagementView view, CalculatedLine line, TextCatalog texts)
    {
        var facts = line.Facts;
        return
        [
            Text(facts.Key), Text(view.Facts.Guide.FindSource(facts.Source)?.Name.In(texts.Language) ?? facts.Source), texts[$"term.stage.{facts.Stage}"], Text(facts.Description), Plain(facts.Amount), facts.Unit,
            facts.Factor ?? (facts.OwnFactor is { } own ? Text($"{Plain(own.Value)} {own.Unit} ({own.Source}, {own.Year})") : ""), Plain(facts.ClaimedTonnes), Text(facts.CrossCheck),
            facts.VerifiedAmount is { } amount ? Plain(amount) : "", line.VerifiedTonnes is { } tonnes ? Plain(tonnes) : "", line.Difference is { } difference ? Plain(difference) : "",
            Text(facts.DifferenceReason), Text(string.Join(' ', facts.Evidence)),
        ];
    }

    private static string Plain(decimal value) => Pages.Engagements.Engagement.TypedLines.Plain(value);

    // A spreadsheet takes a text that begins so for a formula and would carry it out.
    private static string Text(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text ?? "";

    private static IResult Csv(string name, IEnumerable<IEnumerable<string>> rows)
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(cell => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append("\r\n");
        }

        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), CsvType, name);
    }
}
