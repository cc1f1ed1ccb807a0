using System.Text;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>The properties of the file, written anew: a template carries the names and hours of those who edited it.</summary>
internal static class DocumentProperties
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    private const string CoreOpen =
        Declaration + "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
        + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>";

    private const string Extended =
        Declaration + "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
        + "<Application>EvaluatorSuite</Application></Properties>";

    /// <returns>Null for any other part.</returns>
    public static IReadOnlyList<Piece>? Pieces(string part) => part switch
    {
        "docProps/core.xml" =>
        [
            Text(CoreOpen), new PlainText("report.title"), Text("</dc:title><dc:subject>"), new PlainText("event.name"), Text("</dc:subject><dc:creator>"),
            new PlainText("firm.name"), Text("</dc:creator></cp:coreProperties>"),
        ],
        "docProps/app.xml" => [Text(Extended)],
        _ => null,
    };

    private static Markup Text(string text) => new(Encoding.UTF8.GetBytes(text));
}
