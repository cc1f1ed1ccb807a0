using System.Text;
using DocumentFormat.OpenXml.Wordprocessing;
using EvaluatorSuite.Application.Reports;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>Writes a form as a Word document. The package is written by hand: identifiers and hours of the library's own differ each time.</summary>
public sealed class WordFormRenderer : IFormRenderer
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml";

    private const string ContentTypes =
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        + $"<Override PartName=\"/word/document.xml\" ContentType=\"{Word}.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"{Word}.styles+xml\"/>"
        + $"<Override PartName=\"/word/footer1.xml\" ContentType=\"{Word}.footer+xml\"/><Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";

    private const string PackageLinks =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + $"<Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" Target=\"word/document.xml\"/>"
        + "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>";

    private const string DocumentLinks =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + $"<Relationship Id=\"rId1\" Type=\"{Office}/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId2\" Type=\"{Office}/footer\" Target=\"footer1.xml\"/></Relationships>";

    public byte[] Render(FormDocument form)
    {
        using var output = new MemoryStream();
        using var package = new PackageWriter(output);
        Add("[Content_Types].xml", ContentTypes);
        Add("_rels/.rels", PackageLinks);
        Add("word/document.xml", new Document(FormBody.Of(form)).OuterXml);
        Add("word/_rels/document.xml.rels", DocumentLinks);
        Add("word/styles.xml", FormStyles.Build(form.Language).OuterXml);
        Add("word/footer1.xml", FormBody.Footer(form).OuterXml);
        Add("docProps/core.xml", Properties(form.Title));
        package.Finish();
        return output.ToArray();

        void Add(string name, string xml) => package.Add(PackedPart.Of(name, Encoding.UTF8.GetBytes(Declaration + xml)));
    }

    private static string Properties(string title) =>
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>"
        + System.Security.SecurityElement.Escape(title) + "</dc:title></cp:coreProperties>";
}
