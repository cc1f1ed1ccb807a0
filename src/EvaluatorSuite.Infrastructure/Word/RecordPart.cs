using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using EvaluatorSuite.Application.Reports;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>The custom XML part of an issued file; docs/signing-off.md says what stands in it.</summary>
internal static class RecordPart
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly XNamespace Record = "urn:evaluatorsuite:issued-report:1";
    private static readonly XNamespace Properties = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";

    /// <param name="number">Of the part among the custom parts, since a template may have some.</param>
    /// <returns>The part itself first, then what goes with it.</returns>
    public static IReadOnlyList<Asset> Assets(ReportRecord record, int number)
    {
        var no = number.ToString(CultureInfo.InvariantCulture);
        var item = Utf8(Markup(record));
        var properties = new XElement(
            Properties + "datastoreItem", new XAttribute(XNamespace.Xmlns + "ds", Properties.NamespaceName), new XAttribute(Properties + "itemID", IdOf(item)),
            new XElement(Properties + "schemaRefs", new XElement(Properties + "schemaRef", new XAttribute(Properties + "uri", Record.NamespaceName))));
        var links = new XElement(
            PackageParts.LinksNamespace + "Relationships",
            new XElement(PackageParts.LinksNamespace + "Relationship", new XAttribute("Id", "rId1"), new XAttribute("Type", $"{Office}/customXmlProps"), new XAttribute("Target", $"itemProps{no}.xml")));
        return
        [
            Asset($"customXml/item{no}.xml", item),
            Asset($"customXml/itemProps{no}.xml", Utf8(properties), "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"),
            Asset($"customXml/_rels/item{no}.xml.rels", Utf8(links)),
        ];
    }

    private static XElement Markup(ReportRecord record) => new(
        Record + "issuedReport", new XAttribute("number", record.Number), new XAttribute("issuedOn", Text(record.IssuedOn)),
        new XElement(
            Record + "content", new XAttribute("algorithm", "SHA-256, RFC 6962"), new XAttribute("root", record.Root), new XAttribute("leaves", Text(record.Leaves)),
            new XAttribute("draftSha256", record.DraftSha256)),
        new XElement(
            Record + "verdict", new XAttribute("conclusion", record.Conclusion.ToString()), new XAttribute("claimedTonnes", Text(record.ClaimedTonnes)),
            new XAttribute("verifiedTonnes", Text(record.VerifiedTonnes)), new XAttribute("offsetTonnes", Text(record.OffsetTonnes))),
        new XElement(Record + "signatures", record.Signatures.Select(s => new XElement(
            Record + "signature", new XAttribute("part", s.Part), new XAttribute("name", XmlText.Held(s.Name)), new XAttribute("signedAt", s.SignedAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))))),
        new XElement(Record + "evidence", record.Evidence.Select(e => new XElement(
            Record + "document", new XAttribute("number", Text(e.Number)), new XAttribute("title", XmlText.Held(e.Title)), e.Sha256 is null ? null : new XAttribute("sha256", e.Sha256)))));

    // Word wants an id that no other part has; that of the content is one, and the same each time.
    private static string IdOf(byte[] item) => new Guid(SHA256.HashData(item).AsSpan(0, 16)).ToString("B").ToUpperInvariant();

    private static Asset Asset(string part, byte[] bytes, string? type = null) => new(part, $"{Office}/customXml", PackedPart.Of(part, bytes), type);

    private static byte[] Utf8(XElement element) => Encoding.UTF8.GetBytes(Declaration + element.ToString(SaveOptions.DisableFormatting));

    private static string Text(IFormattable value) => value.ToString(value is DateOnly ? "yyyy-MM-dd" : null, CultureInfo.InvariantCulture);
}
