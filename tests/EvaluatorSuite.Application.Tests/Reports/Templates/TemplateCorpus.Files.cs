using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using EvaluatorSuite.Application.Guides;
using static EvaluatorSuite.Application.Tests.Reports.Templates.EditedTemplate;

namespace EvaluatorSuite.Application.Tests.Reports.Templates;

internal static partial class TemplateCorpus
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml";

    private static byte[] Compound => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504]];

    private static IEnumerable<BrokenTemplate> Files =>
    [
        new("A text is named .docx", "not-a-document", "", "", t => t.Become("Dear all, please find attached"u8.ToArray())),
        new("An empty file is named .docx", "not-a-document", "", "", t => t.Become([])),
        new("A workbook is named .docx", "not-a-document", "", "", t =>
        {
            t["_rels/.rels"].Elements().Single(r => ((string)r.Attribute("Type")!).EndsWith("/officeDocument", StringComparison.Ordinal)).SetAttributeValue("Target", "xl/workbook.xml");
            t.Rename(Main, "xl/workbook.xml");
        }),
        new("An archive of something else is named .docx", "not-a-document", "", "", t => t.Become(Zip(("read.me", "hello"u8.ToArray())))),
        new("A .doc of Word 2003 is renamed to .docx", "old-format", "", "", t => t.Become(Compound)),
        new("It is saved with a password", "encrypted", "", "", t => t.Become([.. Compound, .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[512]])),
        new("An entry of the archive has a password", "encrypted", "", "", t => t.Become(Patched(Shipped, header: 6, directory: 8, 0x01))),
        new("Thirty megabytes of something are put in", "too-large", "", "", t => t.Become([.. Shipped, .. new byte[30 * 1024 * 1024]])),
        new("A part unpacks to far more than it is packed in", "unpacks-too-large", "", "", t => t.Add("word/media/image1.bin", new byte[120 * 1024 * 1024])),
        new("A part of markup unpacks to far more than it is packed in", "unpacks-too-large", "", "", t => t.Add("word/comments.xml", new byte[40 * 1024 * 1024])),
        new("The archive has thousands of parts", "unpacks-too-large", "", "", t => t.Become(Zip([.. Enumerable.Range(0, 2_500).Select(i => ($"word/part{i}.bin", new byte[1]))]))),
        new("Half of the file is lost on the way", "damaged", "", "", t => t.Become(Shipped[..(Shipped.Length / 2)])),
        new("A byte of the file is altered on the way", "damaged", "", "", t => t.Become(Altered(Shipped))),
        new("A part leads out of the archive", "part-name", "", "", t => t.Add("word/../../etc/passwd", "x")),
        new("A part has a path of Windows", "part-name", "", "", t => t.Add("word\\vbaProject.txt", "x")),
        new("A part is in the archive twice", "part-twice", "", "", t => t.Add("word/Document.xml", "<w/>")),
        new("The markup of a footer breaks off", "part-broken no-page-number", Footer, "", t =>
        {
            t.Remove(Footer);
            t.Add(Footer, "<w:ftr xmlns:w=\"x\"><w:p>");
        }),
        new("The markup of a footer calls for a file by an entity", "part-broken no-page-number", Footer, "", t =>
        {
            t.Remove(Footer);
            t.Add(Footer, "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>");
        }),
        new("A footer is nested a hundred thousand times", "too-deep no-page-number", Footer, "", t =>
        {
            t.Remove(Footer);
            t.Add(Footer, $"<w:ftr xmlns:w=\"{W}\">{string.Concat(Enumerable.Repeat("<w:p>", 100_000))}{string.Concat(Enumerable.Repeat("</w:p>", 100_000))}</w:ftr>");
        }),
        new("A picture that the text shows is not in the file", "part-missing", Main, "", t => t.Link(Main, "image", "media/image7.png")),
        new("The text is in a part of another name", "main-part", "", "", t =>
        {
            t["_rels/.rels"].Elements().Single(r => (string?)r.Attribute("Target") == Main).SetAttributeValue("Target", "word/document2.xml");
            t.Rename(Main, "word/document2.xml");
        }),
        new("It is saved as a template of Word, .dotx", "wrong-kind", "", "", t => t.TypeOf(Main, $"{Word}.template.main+xml")),
        new("It is saved with macros, .docm", "wrong-kind", "", "", t => t.TypeOf(Main, "application/vnd.ms-word.document.macroEnabled.main+xml")),
        new("It is saved as Strict Open XML", "strict", Main, "", t =>
        {
            t.Remove(Main);
            t.Add(Main, "<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><w:body/></w:document>");
        }),
        new("Two links of the file have the same id", "unopened", "", "", t =>
        {
            var links = t["_rels/.rels"];
            links.Add(new XElement(links.Elements().First()));
        }, TemplateScrutiny.Whole),
        new("A table stands where only letters may", "markup", Main, "〔event.name〕", t => t.Paragraph("event.name").Element(Name("sdt"))!.AddAfterSelf(new XElement(Name("tbl"), new XElement(Name("tr")))), TemplateScrutiny.Whole),
        new("An attribute has a value that there is not", "markup", Main, "", t => t.Body.Element(Name("sectPr"))!.Element(Name("pgSz"))!.SetAttributeValue(Name("orient"), "askew"), TemplateScrutiny.Whole),
    ];

    private static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>In the middle of the largest part, where no directory is.</summary>
    private static byte[] Altered(byte[] file)
    {
        var altered = file.ToArray();
        var at = altered.AsSpan().IndexOf("word/document.xml"u8) + 4_000;
        altered[at] ^= 0x55;
        return altered;
    }

    /// <summary>With a bit set in the header of the first entry and in its line of the directory.</summary>
    private static byte[] Patched(byte[] file, int header, int directory, byte bit)
    {
        var patched = file.ToArray();
        patched[header] |= bit;
        patched[patched.AsSpan().IndexOf("PK\u0001\u0002"u8) + directory] |= bit;
        return patched;
    }
}
