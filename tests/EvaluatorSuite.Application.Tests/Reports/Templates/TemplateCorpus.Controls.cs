using System.Xml.Linq;
using static EvaluatorSuite.Application.Tests.Reports.Templates.EditedTemplate;

namespace EvaluatorSuite.Application.Tests.Reports.Templates;

internal static partial class TemplateCorpus
{
    private static IEnumerable<BrokenTemplate> Controls =>
    [
        new("An editor has lost all tags", "tags-lost", "", "", t =>
        {
            foreach (var part in new[] { Main, Header, "word/header2.xml", Footer })
            {
                t[part].Descendants(Name("tag")).Remove();
            }
        }),
        new("A control is inserted and its tag forgotten", "untagged", Main, "〔overview.scope〕〔…〕", t => t.Paragraph("overview.scope").Add(NewControl("", Run("〔…〕")))),
        new("A field is misspelt", "unknown-tag", Main, "〔contract.date〕", t => t.Retag("contract.date", "contract.data")),
        new("A field of another program is asked for", "unknown-tag", Main, "〔contract.date〕", t => t.Retag("contract.date", "CustomerAddressLine1")),
        new("A field is written in capitals", "tag-spelling", Main, "〔contract.date〕", t => t.Retag("contract.date", "Contract.Date")),
        new("A tag is typed with full-width signs", "tag-spelling", Main, "〔siteItems.text〕〔…〕", t =>
        {
            t.Retag("siteItems.text", "siteItems．text");
            t.Control("rows:siteItems").Descendants(Name("p")).First().Add(NewControl("siteItems.text", Run("〔…〕")));
        }),
        new("Rows are asked of a table that there is not", "unknown-rows outside-rows", Main, "〔siteItems.text〕", t => t.Retag("rows:siteItems", "rows:visits")),
        new("Rows are misspelt", "tag-spelling", Main, "〔siteItems.text〕", t => t.Retag("rows:siteItems", "Rows: siteItems")),
        new("A condition is asked that there is not", "unknown-condition", Main, "〔process.draft〕", t => t.Retag("if:draft", "if:final")),
        new("A column stands outside of its rows", "outside-rows", Main, "〔siteItems.text〕", t => t.Open("rows:siteItems")),
        new("A column stands in the rows of another table", "outside-rows rows-without-field", Main, "〔siteItems.text〕", t => t.Retag("siteItems.text", "draftingItems.text")),
        new("Rows hold nothing of their table", "rows-without-field", Main, "〔siteItems.text〕", t => t.Retag("siteItems.text", "firm.name")),
        new("Rows are repeated within rows", "nested-rows", Main, "x", t =>
            t.Control("rows:siteItems").Element(Name("sdtContent"))!.Add(NewControl("rows:draftingItems", NewParagraph(NewControl("draftingItems.text", Run("x")))))),
        new("A field is inserted inside another", "nested-control", Main, "〔overview.scope〕x", t => t.Control("overview.scope").Element(Name("sdtContent"))!.Add(NewControl("event.name", Run("x")))),
        new("The contents list is inserted in a line", "inline-contents", Main, "〔overview.scope〕目录", t =>
        {
            t.Control("toc").Remove();
            t.Paragraph("overview.scope").Add(NewControl("toc", Run("目录")));
        }),
        new("The text of a control is deleted", "empty-control", Main, "", t => t.Control("contract.date").Descendants(Name("r")).Remove()),
        new("The paragraphs of a condition are deleted", "empty-control", Main, "2.5 报告编写与内部复核", t =>
            t.Paragraph("heading.process.report-review").AddBeforeSelf(NewControl("unless:draft"))),
        new("A control is put around several paragraphs", "wide-control", Main, "一", t =>
            t.Paragraph("overview.scope").AddAfterSelf(NewControl("overview.scope", NewParagraph(Run("一")), NewParagraph(Run("二"))))),
        new("A control is torn in two", "split-control", Main, "〔overview.scope〕后半", t => t.Control("overview.scope").AddAfterSelf(NewControl("overview.scope", Run("后半")))),
        new("A condition is put around one cell of a row", "cell-control", Main, "〔event.kind〕", t =>
        {
            var cell = t.Control("event.kind").Ancestors(Name("tc")).First();
            cell.ReplaceWith(NewControl("if:draft", cell));
        }),
        new("A condition is put around the one paragraph of a cell", "may-be-empty", Main, "〔event.kind〕", t =>
        {
            var paragraph = t.Paragraph("event.kind");
            paragraph.ReplaceWith(NewControl("if:draft", paragraph));
        }),
        new("The header holds nothing but a condition", "may-be-empty", Header, "〔banner.text〕", t => t[Header].Elements(Name("p")).Remove()),
        new("A table has no row but repeated ones", "may-be-empty", Main, "〔rules.number〕", t =>
            t.Control("rows:rules").Ancestors(Name("tbl")).First().Elements(Name("tr")).Remove()),
        new("A field is bound to a property of the document", "data-bound", Main, "〔contract.date〕", t =>
            t.Control("contract.date").Element(Name("sdtPr"))!.Add(new XElement(Name("dataBinding"), new XAttribute(Name("xpath"), "/x"), new XAttribute(Name("storeItemID"), "{0}")))),
        new("A field of another program is typed as text", "typed-field", Main, "〔overview.scope〕 {{c…", t => t.Paragraph("overview.scope").Add(Run(" {{client.name}}"))),
        new("A field typed as text is cut into runs by the editor", "typed-field", Main, "〔overview.scope〕${cl…", t => t.Paragraph("overview.scope").Add(Run("${cli"), Run("ent"), Run(".name}"))),
        new("The control is removed and its placeholder left", "typed-field", Main, "〔contract.date〕", t => t.Open("contract.date")),
        new("A header has a name that no editor gives", "unfilled-part part-missing no-banner", "word/kopf.xml", "", t =>
        {
            t.Rename(Header, "word/kopf.xml");
            t.Link(Main, "header", "kopf.xml");
        }),
    ];
}
