using System.Xml.Linq;
using static EvaluatorSuite.Application.Tests.Reports.Templates.EditedTemplate;

namespace EvaluatorSuite.Application.Tests.Reports.Templates;

internal static partial class TemplateCorpus
{
    private static XElement Change(string name, params object[] content) =>
        new(Name(name), new XAttribute(Name("id"), "990"), new XAttribute(Name("author"), "王"), new XAttribute(Name("date"), "2026-11-20T08:00:00Z"), content);

    private static XElement Value(string name, string value) => new(Name(name), new XAttribute(Name("val"), value));

    private static IEnumerable<BrokenTemplate> Editing =>
    [
        new("A colleague's insertion waits to be accepted", "tracked-change", Main, "〔overview.scope〕（修改）", t => t.Paragraph("overview.scope").Add(Change("ins", Run("（修改）")))),
        new("A deletion waits to be accepted", "tracked-change", Main, "〔overview.scope〕", t => t.Paragraph("overview.scope").Add(Change("del", new XElement(Name("r"), new XElement(Name("delText"), "旧"))))),
        new("A paragraph was moved with tracking on", "tracked-change", Main, "〔overview.scope〕移", t => t.Paragraph("overview.scope").Add(Change("moveTo", Run("移")))),
        new("A change of formatting waits to be accepted", "tracked-change", Main, "〔overview.scope〕粗", t =>
            t.Paragraph("overview.scope").Add(Run("粗", new XElement(Name("b")), Change("rPrChange", new XElement(Name("rPr")))))),
        new("A row was inserted with tracking on", "tracked-change", Main, "〔team.number〕", t =>
            t.Control("rows:team").Descendants(Name("tr")).First().Element(Name("trPr"))!.Add(Change("ins"))),
        new("A comment of the reviewer is left in", "comment comment", Main, "〔overview.scope〕", t =>
        {
            t.Add("word/comments.xml", $"<w:comments xmlns:w=\"{W}\"><w:comment w:id=\"0\" w:author=\"王\"><w:p><w:r><w:t>改</w:t></w:r></w:p></w:comment></w:comments>");
            t.Link(Main, "comments", "comments.xml");
            t.Paragraph("overview.scope").Add(new XElement(Name("r"), Value("commentReference", "0").With(a => a.Name == Name("val") ? new XAttribute(Name("id"), "0") : a)));
        }),
        new("A note to oneself is hidden instead of deleted", "hidden-text", Main, "〔overview.scope〕别忘了", t => t.Paragraph("overview.scope").Add(Run("别忘了", new XElement(Name("vanish"))))),
        new("Tracking is on", "tracking-on", Settings, "", t => t.Setting("trackRevisions")),
        new("Editing is restricted", "protected", Settings, "", t => t.Setting("documentProtection", ("edit", "forms"), ("enforcement", "1"))),
        new("It is to be opened read-only", "protected", Settings, "", t => t.Setting("writeProtection", ("recommended", "1"))),

        new("The styles of the contents list are not in use", "missing-style", Sheet, "", t => t.Style("toc 3").Remove()),
        new("The style of captions is renamed", "missing-style", Sheet, "", t => t.Style("caption").Element(Name("name"))!.SetAttributeValue(Name("val"), "题注二")),
        new("A style stands twice in the list", "doubled-style", Sheet, "", t => t.Styles.Add(new XElement(t.Style("caption")))),
        new("A paragraph from elsewhere keeps a style that is not here", "undefined-style", Main, "〔overview.scope〕", t => t.Paragraph("overview.scope").Element(Name("pPr"))!.Element(Name("pStyle"))!.SetAttributeValue(Name("val"), "af3")),
        new("Headings may stand alone at the foot of a page", "lone-heading", Sheet, "", t => t.Style("heading 2").Descendants(Name("keepNext")).Remove()),
        new("No font for Chinese is set", "no-east-asian-font", Sheet, "", t => t.Styles.Descendants(Name("rFonts")).Attributes(Name("eastAsia")).Remove()),
        new("A style is set in Times New Roman, Chinese and all", "latin-font", Sheet, "", t => t.Style("Body Text").Descendants(Name("rFonts")).Single().SetAttributeValue(Name("eastAsia"), "Times New Roman")),
        new("A paragraph is set in Arial, Chinese and all", "latin-font-here", Main, "〔overview.scope〕字", t => t.Paragraph("overview.scope").Add(Run("字", new XElement(Name("rFonts"), new XAttribute(Name("eastAsia"), "Arial"))))),

        new("The mark of drafts is deleted from the header", "no-banner", Main, "", t => t.Control("if:draft", Header).Remove()),
        new("The header is unlinked from its section", "no-banner part-missing", Main, "", t => t[Main.Replace("word/", "word/_rels/", StringComparison.Ordinal) + ".rels"].Elements().Single(r => (string?)r.Attribute("Target") == "header1.xml").SetAttributeValue("Target", "header9.xml")),
        new("How many pages there are is deleted from the footer", "no-page-number", Main, "", t => t[Footer].Descendants(Name("instrText")).Single(i => i.Value.Contains("NUMPAGES", StringComparison.Ordinal)).Value = " QUOTE 1 "),
        new("A section of its own has no page number", "no-page-number", Main, "〔overview.scope〕", t =>
        {
            t.Add("word/footer7.xml", $"<w:ftr xmlns:w=\"{W}\"><w:p/></w:ftr>");
            t.Paragraph("overview.scope").Element(Name("pPr"))!.Add(new XElement(Name("sectPr"),
                new XElement(Name("headerReference"), new XAttribute(Name("type"), "default"), Id(t.Link(Main, "header", "header1.xml"))),
                new XElement(Name("footerReference"), new XAttribute(Name("type"), "default"), Id(t.Link(Main, "footer", "footer7.xml")))));
        }),
    ];

    private static XElement With(this XElement element, Func<XAttribute, XAttribute> change)
    {
        element.ReplaceAttributes(element.Attributes().Select(change).ToArray());
        return element;
    }
}
