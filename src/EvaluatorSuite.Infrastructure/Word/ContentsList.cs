using System.Globalization;
using System.Text;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>A heading of the finished report.</summary>
internal sealed record ContentsEntry(int Level, string Text, int Number)
{
    public string Bookmark => string.Create(CultureInfo.InvariantCulture, $"_Toc{Number:000000000}");
}

/// <summary>
/// Writes the contents list: for each heading a paragraph that leads there and asks for its page. LibreOffice keeps what a TOC
/// field holds as it is but works out page references outside of one, while Word fills a TOC field itself; so the marks of the
/// field are for Word alone, and both show the pages as they lay them out.
/// </summary>
internal static class ContentsList
{
    private const string Open =
        "<w:sdt xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\">"
        + "<w:sdtPr><w:id w:val=\"1\"/><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>";

    private const string Close = "</w:sdtContent></w:sdt>";

    private static readonly string FieldStart =
        ForWord("<w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/>")
        + ForWord("<w:instrText xml:space=\"preserve\"> TOC \\o \"1-3\" \\h \\z \\u </w:instrText>")
        + ForWord("<w:fldChar w:fldCharType=\"separate\"/>");

    private static readonly string FieldEnd = ForWord("<w:fldChar w:fldCharType=\"end\"/>");

    public static void Write(PartWriter writer, IReadOnlyList<ContentsEntry> entries, IReadOnlyList<string?> styles)
    {
        writer.Raw(Open);
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            writer.Raw($"<w:p><w:pPr><w:pStyle w:val=\"{styles[entry.Level - 1]}\"/></w:pPr>{(i == 0 ? FieldStart : "")}");
            writer.Raw($"<w:hyperlink w:anchor=\"{entry.Bookmark}\" w:history=\"1\">");
            writer.Raw(writer.IsEastAsian ? "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr>" : "<w:r>").Raw(RunMarkup.OpenText);
            writer.Text(entry.Text);
            writer.Raw(RunMarkup.Close).Raw("<w:r><w:tab/></w:r>").Raw(PageOf(entry.Bookmark));
            writer.Raw($"</w:hyperlink>{(i == entries.Count - 1 ? FieldEnd : "")}</w:p>");
        }

        writer.Raw(Close);
    }

    private static string PageOf(string bookmark) => new StringBuilder()
        .Append("<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r>")
        .Append("<w:r><w:instrText xml:space=\"preserve\"> PAGEREF ").Append(bookmark).Append(" \\h </w:instrText></w:r>")
        .Append("<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>–</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>").ToString();

    /// <summary>A program that does not know Word 2013 takes the other branch, which is empty.</summary>
    private static string ForWord(string markup) =>
        $"<w:r><mc:AlternateContent><mc:Choice Requires=\"w15\">{markup}</mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>";
}
