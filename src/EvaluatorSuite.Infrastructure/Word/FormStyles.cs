using DocumentFormat.OpenXml.Wordprocessing;
using EvaluatorSuite.Application.Texts;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>How a form looks: A4, the typefaces of Chinese office documents (仿宋 for the text, 黑体 for headings, 宋体 in tables).</summary>
internal static class FormStyles
{
    public const string Title = "FormTitle";
    public const string Notice = "FormNotice";
    public const string Small = "FormSmall";
    public const string Heading = "FormHeading";
    public const string Text = "FormText";
    public const string Plain = "FormPlain";
    public const string Cell = "FormCell";
    public const string CellHead = "FormCellHead";
    public const string Footer = "FormFooter";

    private const string Latin = "Times New Roman";

    // 仿宋, 宋体 and 黑体 by the names that Word knows them by on every system.
    private const string FangSong = "FangSong";
    private const string SongTi = "SimSun";
    private const string HeiTi = "SimHei";

    public static Styles Build(string language)
    {
        var chinese = language == TextCatalog.Chinese;
        return new Styles(
            new DocDefaults(
                new RunPropertiesDefault(new RunPropertiesBaseStyle(
                    new RunFonts { Ascii = Latin, HighAnsi = Latin, ComplexScript = Latin, EastAsia = FangSong },
                    new FontSize { Val = "24" },
                    new Languages { Val = "en-US", EastAsia = "zh-CN" })),
                new ParagraphPropertiesDefault()),
            Style(Title, "Form title", HeiTi, 40, bold: true, JustificationValues.Center, before: 0, after: 200, line: 300, outline: 0),
            Style(Notice, "Form notice", SongTi, 21, bold: false, JustificationValues.Left, before: 0, after: 120, line: 300, framed: true),
            Style(Small, "Form small", SongTi, 21, bold: false, JustificationValues.Left, before: 0, after: 40, line: 280),
            Style(Heading, "Form heading", HeiTi, 28, bold: true, JustificationValues.Left, before: 280, after: 120, line: 320, keepNext: true, outline: 1),
            Style(Text, "Form text", FangSong, 24, bold: false, JustificationValues.Left, before: 0, after: 80, line: 380, indent: chinese),
            Style(Plain, "Form plain", FangSong, 24, bold: false, JustificationValues.Left, before: 120, after: 80, line: 380),
            Style(Cell, "Form cell", SongTi, 21, bold: false, JustificationValues.Left, before: 30, after: 30, line: 260),
            Style(CellHead, "Form cell head", HeiTi, 21, bold: true, JustificationValues.Center, before: 40, after: 40, line: 260),
            Style(Footer, "Form footer", SongTi, 18, bold: false, JustificationValues.Center, before: 0, after: 0, line: 240));
    }

    private static Style Style(
        string id, string name, string eastAsia, int halfPoints, bool bold, JustificationValues align, int before, int after, int line,
        bool keepNext = false, int? outline = null, bool framed = false, bool indent = false)
    {
        // The order is the schema's.
        var paragraph = new StyleParagraphProperties();
        if (keepNext)
        {
            paragraph.Append(new KeepNext());
        }

        if (framed)
        {
            paragraph.Append(new ParagraphBorders(
                new TopBorder { Val = BorderValues.Single, Size = 6, Space = 4 }, new LeftBorder { Val = BorderValues.Single, Size = 6, Space = 4 },
                new BottomBorder { Val = BorderValues.Single, Size = 6, Space = 4 }, new RightBorder { Val = BorderValues.Single, Size = 6, Space = 4 }));
            paragraph.Append(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = "F2F2F2" });
        }

        paragraph.Append(new SpacingBetweenLines { Before = $"{before}", After = $"{after}", Line = $"{line}", LineRule = LineSpacingRuleValues.AtLeast });
        if (indent)
        {
            // Two characters of the text's own size.
            paragraph.Append(new Indentation { FirstLineChars = 200, FirstLine = $"{halfPoints * 20}" });
        }

        paragraph.Append(new Justification { Val = align });
        if (outline is { } level)
        {
            paragraph.Append(new OutlineLevel { Val = level });
        }

        var run = new StyleRunProperties(new RunFonts { Ascii = Latin, HighAnsi = Latin, ComplexScript = Latin, EastAsia = eastAsia });
        if (bold)
        {
            run.Append(new Bold());
        }

        run.Append(new FontSize { Val = $"{halfPoints}" });
        return new Style(new StyleName { Val = name }, new PrimaryStyle(), paragraph, run) { Type = StyleValues.Paragraph, StyleId = id, CustomStyle = true };
    }
}
