using System.Xml.Linq;
using static EvaluatorSuite.Application.Tests.Reports.Templates.EditedTemplate;

namespace EvaluatorSuite.Application.Tests.Reports.Templates;

internal static partial class TemplateCorpus
{
    private static IEnumerable<BrokenTemplate> Required =>
    [
        new("The number of the report is deleted from the cover", "missing-field", Main, "", t => t.Control("report.number").Remove()),
        new("The conclusion is deleted", "missing-field", Main, "", t => t.Paragraph("conclusion.text").Remove()),
        new("The conclusion is shown in drafts alone", "conditional-field", Main, "〔conclusion.text〕", t =>
        {
            var paragraph = t.Paragraph("conclusion.text");
            paragraph.ReplaceWith(NewControl("if:draft", paragraph));
        }),
        new("The list of evidence is shown in drafts alone", "conditional-field", Main, "〔evidence.number〕", t => t.Retag("if:evidence", "if:draft")),
        new("The list of evidence is deleted with its table", "missing-rows", Main, "", t => t.Control("if:evidence").Remove()),
        new("The digests are deleted from the list of evidence", "missing-column", Main, "〔evidence.number〕", t => t.Control("evidence.sha256").Remove()),
        new("The place for signatures is deleted", "missing-rows", Main, "", t => t.Control("if:signatures").Remove()),
        new("The contents list is deleted", "missing-contents", Main, "", t => t.Control("toc").Remove()),
        new("There are two contents lists", "doubled-contents", Main, "1 概述", t => t.Control("toc").AddAfterSelf(new XElement(t.Control("toc")))),

        new("A heading of the guide is deleted", "missing-heading", Main, "", t => t.Paragraph("heading.findings.offsets").Remove()),
        new("The annexes are deleted", "missing-heading missing-rows", Main, "", t =>
        {
            foreach (var rows in new[] { "rows:certificates", "rows:siteRecords" })
            {
                t.Control(rows).Ancestors(Name("tbl")).First().Remove();
            }

            t.Paragraph("heading.annex.cancellation").Remove();
            t.Paragraph("heading.annex.site-visit").Remove();
        }),
        new("A heading is copied", "doubled-heading", Main, "3.7 抵消与注销", t => t.Paragraph("heading.findings.offsets").AddAfterSelf(new XElement(t.Paragraph("heading.findings.offsets")))),
        new("A control is put around a whole heading", "block-heading", Main, "3.7 抵消与注销", t =>
        {
            var paragraph = t.Paragraph("heading.findings.offsets");
            t.Open("heading.findings.offsets");
            paragraph.ReplaceWith(NewControl("heading.findings.offsets", paragraph));
        }),
        new("A heading is only set in bold", "heading-level", Main, "3.7 抵消与注销", t => t.Paragraph("heading.findings.offsets").Element(Name("pPr"))!.Element(Name("pStyle"))!.SetAttributeValue(Name("val"), "BodyText")),
        new("A heading is on another level than in the guide", "heading-level", Main, "3.7 抵消与注销", t => t.Paragraph("heading.findings.offsets").Element(Name("pPr"))!.Element(Name("pStyle"))!.SetAttributeValue(Name("val"), "Heading1")),
        new("A heading stands under a condition", "conditional-heading", Main, "3.7 抵消与注销", t =>
        {
            var paragraph = t.Paragraph("heading.findings.offsets");
            paragraph.ReplaceWith(NewControl("if:offsets", paragraph));
        }),
        new("Two headings are exchanged", "heading-order", Main, "3.6 排放量", t =>
        {
            var paragraph = t.Paragraph("heading.findings.offsets");
            paragraph.Remove();
            t.Paragraph("heading.findings.emissions").AddBeforeSelf(paragraph);
        }),
        new("The conclusion is put before the findings", "heading-order", Main, "4 评价结论", t =>
        {
            var paragraph = t.Paragraph("heading.conclusion");
            paragraph.Remove();
            t.Paragraph("heading.findings").AddBeforeSelf(paragraph);
        }),
    ];
}
