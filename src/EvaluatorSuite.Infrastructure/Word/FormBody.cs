using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using EvaluatorSuite.Application.Reports;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>The body of a form: paragraphs and ruled tables on A4.</summary>
internal static class FormBody
{
    // Twentieths of a point: A4 with 25 mm of margin.
    private const int PageWidth = 11906;
    private const int PageHeight = 16838;
    private const int Margin = 1417;
    private const int TextWidth = PageWidth - (2 * Margin);
    private const int ShortTable = 6;

    public static Body Of(FormDocument form)
    {
        var body = new Body(Paragraph(FormStyles.Title, form.Title), Paragraph(FormStyles.Notice, form.Notice));
        body.Append(form.Lines.Select(l => Paragraph(FormStyles.Small, l)));
        for (var i = 0; i < form.Blocks.Count; i++)
        {
            body.Append(Elements(form.Blocks[i], beforeTable: i + 1 < form.Blocks.Count && form.Blocks[i + 1] is FormTable));
        }

        body.Append(new SectionProperties(
            new FooterReference { Type = HeaderFooterValues.Default, Id = "rId2" },
            new PageSize { Width = PageWidth, Height = PageHeight },
            new PageMargin { Top = Margin, Right = Margin, Bottom = Margin, Left = Margin, Header = 720, Footer = 720, Gutter = 0 }));
        return body;
    }

    /// <summary>The title and the number of the page.</summary>
    public static Footer Footer(FormDocument form)
    {
        var paragraph = Paragraph(FormStyles.Footer, $"{form.Title}  – ");
        paragraph.Append(new SimpleField(new Run(new Text("1"))) { Instruction = " PAGE " }, Run(" –"));
        return new Footer(paragraph);
    }

    private static IEnumerable<OpenXmlElement> Elements(FormBlock block, bool beforeTable) => block switch
    {
        FormHeading heading => [Paragraph(FormStyles.Heading, heading.Text)],
        FormText text => [Paragraph(text.Indented ? FormStyles.Text : FormStyles.Plain, text.Text, beforeTable)],
        FormTable table => [Table(table)],
        FormSignature signature => Signature(signature),
        _ => throw new ArgumentOutOfRangeException(nameof(block)),
    };

    private static Paragraph Paragraph(string style, string text, bool keepNext = false)
    {
        var properties = new ParagraphProperties(new ParagraphStyleId { Val = style });
        if (keepNext)
        {
            properties.Append(new KeepNext());
        }

        return new Paragraph(properties, Run(text));
    }

    private static Run Run(string text) => new(new Text(text) { Space = SpaceProcessingModeValues.Preserve });

    private static Table Table(FormTable table)
    {
        var widths = table.Widths.Select(w => TextWidth * w / table.Widths.Sum()).ToList();
        var built = new Table(
            new TableProperties(
                new TableWidth { Type = TableWidthUnitValues.Dxa, Width = Whole(TextWidth) },
                new TableJustification { Val = TableRowAlignmentValues.Center },
                new TableBorders(
                    new TopBorder { Val = BorderValues.Single, Size = 8 }, new LeftBorder { Val = BorderValues.Single, Size = 8 },
                    new BottomBorder { Val = BorderValues.Single, Size = 8 }, new RightBorder { Val = BorderValues.Single, Size = 8 },
                    new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 }, new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 }),
                new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(widths.Select(w => new GridColumn { Width = Whole(w) })));
        // A short table stays on one page, a long one repeats its header.
        var together = table.Rows.Count <= ShortTable;
        if (table.Header.Count > 0)
        {
            built.Append(Row(table.Header, widths, FormStyles.CellHead, header: true, height: 0, keepNext: true));
        }

        built.Append(table.Rows.Select((r, i) => Row(r, widths, FormStyles.Cell, header: false, height: table.Tall ? 964 : 454, keepNext: together && i < table.Rows.Count - 1)));
        return built;
    }

    private static TableRow Row(IReadOnlyList<string> cells, List<int> widths, string style, bool header, int height, bool keepNext)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (height > 0)
        {
            properties.Append(new TableRowHeight { Val = (uint)height, HeightType = HeightRuleValues.AtLeast });
        }

        if (header)
        {
            properties.Append(new TableHeader());
        }

        var row = new TableRow(properties);
        row.Append(cells.Select((text, i) => new TableCell(Cell(widths[i], header), Paragraph(style, text, keepNext))));
        return row;
    }

    private static TableCellProperties Cell(int width, bool header)
    {
        var cell = new TableCellProperties(new TableCellWidth { Type = TableWidthUnitValues.Dxa, Width = Whole(width) });
        if (header)
        {
            cell.Append(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = "E8EEF0" });
        }

        cell.Append(new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center });
        return cell;
    }

    // To the right of the middle, where Chinese documents are sealed, and never alone on another page than its neighbours.
    private static IEnumerable<Paragraph> Signature(FormSignature signature) => signature.Lines.Select((line, i) => new Paragraph(
        new ParagraphProperties(
            new ParagraphStyleId { Val = FormStyles.Plain }, new KeepNext { Val = OnOffValue.FromBoolean(i < signature.Lines.Count - 1) },
            new SpacingBetweenLines { Before = i == 0 ? "480" : "200" }, new Indentation { Left = Whole(TextWidth * 45 / 100) }),
        Run(line)));

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
