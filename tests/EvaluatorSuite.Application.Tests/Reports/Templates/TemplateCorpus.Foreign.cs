using System.Xml.Linq;
using static EvaluatorSuite.Application.Tests.Reports.Templates.EditedTemplate;

namespace EvaluatorSuite.Application.Tests.Reports.Templates;

internal static partial class TemplateCorpus
{
    private static XAttribute Id(string id) => new(Office + "id", id);

    private static IEnumerable<BrokenTemplate> Foreign =>
    [
        new("It carries a macro", "macros", "", "", t =>
        {
            t.Add("word/vbaProject.bin", [1, 2, 3]);
            t.Link(Main, "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin");
        }),
        new("A sheet of Excel is embedded in the text", "embedded-object", Main, "〔overview.purpose〕", t =>
        {
            t.Add("word/embeddings/sheet1.xlsx", [1, 2, 3]);
            t.Paragraph("overview.purpose").Add(new XElement(Name("r"), new XElement(Name("object"), Id(t.Link(Main, "package", "embeddings/sheet1.xlsx")))));
        }),
        new("A button of ActiveX stands in the text", "embedded-object", Main, "〔overview.purpose〕", t =>
        {
            t.Add("word/activeX/activeX1.xml", "<ax/>");
            t.Paragraph("overview.purpose").Add(new XElement(Name("r"), new XElement(Name("object"), new XElement(Name("control"), Id(t.Link(Main, "control", "activeX/activeX1.xml"))))));
        }),
        new("Another document is inserted, to be merged when this one is opened", "other-document", Main, "2 评价过程和方法", t =>
        {
            t.Add("word/afchunk1.htm", "<p>hello</p>");
            t.Paragraph("heading.process").AddBeforeSelf(new XElement(Name("altChunk"), Id(t.Link(Main, "aFChunk", "afchunk1.htm"))));
        }),
        new("It is the master of another document", "other-document external-link", Main, "", t =>
            t.Paragraph("heading.process").AddBeforeSelf(NewParagraph(new XElement(Name("subDoc"), Id(t.Link(Main, "subDocument", "file:///C:/chapter.docx", external: true)))), NewParagraph())),
        new("A hyperlink leads to a file of the one who wrote it", "hyperlink", Main, "见附件", t =>
            t.Paragraph("overview.purpose").AddAfterSelf(NewParagraph(new XElement(Name("hyperlink"), Id(t.Link(Main, "hyperlink", "file:///C:/Users/wang/附件.docx", external: true)), Run("见附件"))))),
        new("It is attached to a template on a share", "attached-template", Settings, "", t => t.Link(Settings, "attachedTemplate", "file://server/report.dotx", external: true)),
        new("The logo is linked, not put in", "linked-picture", Header, "〔event.name〕〔report.…", t =>
            t.Control("event.name", Header).Parent!.Add(new XElement(Name("r"), new XElement(Name("pict"), Id(t.Link(Header, "image", "https://example.com/logo.png", external: true)))))),
        new("A source of a mail merge is linked", "external-link mail-merge", Settings, "", t =>
        {
            t.Link(Settings, "mailMergeSource", "file:///C:/data.xlsx", external: true);
            t.Setting("mailMerge");
        }),
        new("A bookmark is copied along with its paragraph", "doubled-bookmark", Main, "〔overview.scope〕", t =>
        {
            foreach (var (tag, id) in new[] { ("overview.purpose", "901"), ("overview.scope", "902") })
            {
                t.Paragraph(tag).Add(new XElement(Name("bookmarkStart"), new XAttribute(Name("id"), id), new XAttribute(Name("name"), "Scope")), new XElement(Name("bookmarkEnd"), new XAttribute(Name("id"), id)));
            }
        }),
        new("The paragraph that a cross-reference names is deleted", "lost-reference", Main, "〔overview.scope〕1", t => t.Paragraph("overview.scope").Add(Field(" REF _Ref44556677 \\h "))),
        new("A field fetches a picture from the network", "fetching-field", Main, "〔overview.scope〕1", t => t.Paragraph("overview.scope").Add(Field(" INCLUDEPICTURE \"https://example.com/x.png\" \\d "))),
        new("A field of a mail merge is left in", "fetching-field", Main, "〔overview.scope〕9", t =>
            t.Paragraph("overview.scope").Add(new XElement(Name("fldSimple"), new XAttribute(Name("instr"), " MERGEFIELD Name "), Run("9")))),
        new("The date of today is inserted as a field", "changing-field", Main, "〔overview.scope〕1", t => t.Paragraph("overview.scope").Add(Field(" DATE \\@ \"yyyy年M月d日\" "))),
        new("The name of the file stands in the footer", "changing-field", Footer, "第 1 页　共 1 页1", t => t[Footer].Element(Name("p"))!.Add(Field(" FILENAME "))),
        new("It is set up for letters to many", "mail-merge", Settings, "", t => t.Setting("mailMerge")),
    ];
}
