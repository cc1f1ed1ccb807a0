using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Application.Tests.Reports.Templates;

/// <summary>The template that comes with the product, to be broken in one place: its parts, and where things are in them.</summary>
internal sealed class EditedTemplate
{
    public const string Main = "word/document.xml";
    public const string Header = "word/header1.xml";
    public const string Footer = "word/footer1.xml";
    public const string Settings = "word/settings.xml";
    public const string Sheet = "word/styles.xml";
    public const string Types = "[Content_Types].xml";

    public static readonly XNamespace W = WordDocument.W;
    public static readonly XNamespace Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly XNamespace Links = "http://schemas.openxmlformats.org/package/2006/relationships";

    private readonly Dictionary<string, XElement> _xml = [];
    private readonly List<(string Name, byte[] Content)> _parts = [];
    private byte[]? _bytes;

    public EditedTemplate()
    {
        using var archive = new ZipArchive(new MemoryStream(Shipped), ZipArchiveMode.Read);
        foreach (var entry in archive.Entries)
        {
            using var content = entry.Open();
            using var bytes = new MemoryStream();
            content.CopyTo(bytes);
            _parts.Add((entry.FullName, bytes.ToArray()));
        }
    }

    public static byte[] Shipped { get; } = File.ReadAllBytes(Path.Combine(Repository.Guides, "jilin-2026-draft", "report.docx"));

    public XElement Document => this[Main];

    public XElement Body => Document.Element(W + "body")!;

    public XElement Styles => this[Sheet];

    public XElement this[string part]
    {
        get
        {
            if (!_xml.TryGetValue(part, out var root))
            {
                _xml[part] = root = XElement.Load(new MemoryStream(_parts.Single(p => p.Name == part).Content), LoadOptions.PreserveWhitespace);
            }

            return root;
        }
    }

    public static XName Name(string local) => W + local;

    public XElement Control(string tag, string part = Main) => this[part].Descendants(W + "sdt").First(s => TagOf(s) == tag);

    /// <summary>The paragraph in which a field stands.</summary>
    public XElement Paragraph(string tag) => Control(tag).Ancestors(W + "p").First();

    public XElement Style(string name) => Styles.Elements(W + "style").Single(s => (string?)s.Element(W + "name")!.Attribute(W + "val") == name);

    public EditedTemplate With(Action<EditedTemplate> change)
    {
        change(this);
        return this;
    }

    public void Retag(string tag, string other, string part = Main) => Control(tag, part).Element(W + "sdtPr")!.Element(W + "tag")!.SetAttributeValue(W + "val", other);

    /// <summary>Takes the control away and leaves what it holds.</summary>
    public void Open(string tag, string part = Main)
    {
        var control = Control(tag, part);
        control.ReplaceWith(control.Element(W + "sdtContent")!.Elements());
    }

    public void Setting(string name, params (string Name, string Value)[] attributes) =>
        this[Settings].Element(W + "defaultTabStop")!.AddBeforeSelf(new XElement(W + name, attributes.Select(a => new XAttribute(W + a.Name, a.Value))));

    public static XElement Run(string text, params object[] properties) => new(W + "r", new XElement(W + "rPr", properties), new XElement(W + "t", text));

    public static XElement NewParagraph(params object[] content) => new(W + "p", content);

    public static XElement NewControl(string tag, params object[] content) =>
        new(W + "sdt", new XElement(W + "sdtPr", new XElement(W + "tag", new XAttribute(W + "val", tag))), new XElement(W + "sdtContent", content));

    /// <summary>A field as Word writes it: begin, code, end.</summary>
    public static XElement[] Field(string code) =>
    [
        new(W + "r", new XElement(W + "fldChar", new XAttribute(W + "fldCharType", "begin"))),
        new(W + "r", new XElement(W + "instrText", code)),
        new(W + "r", new XElement(W + "fldChar", new XAttribute(W + "fldCharType", "separate"))),
        Run("1"),
        new(W + "r", new XElement(W + "fldChar", new XAttribute(W + "fldCharType", "end"))),
    ];

    public string Link(string from, string type, string target, bool external = false)
    {
        var name = from.Length == 0 ? "_rels/.rels" : from.Insert(from.LastIndexOf('/') + 1, "_rels/") + ".rels";
        if (_parts.All(p => p.Name != name))
        {
            Add(name, $"<Relationships xmlns=\"{Links}\"/>");
        }

        var id = $"rIdNew{this[name].Elements().Count()}";
        this[name].Add(new XElement(Links + "Relationship", new XAttribute("Id", id), new XAttribute("Type", type.Contains(':', StringComparison.Ordinal) ? type : $"{Office}/{type}"),
            new XAttribute("Target", target), external ? new XAttribute("TargetMode", "External") : null));
        return id;
    }

    public void Add(string name, string content) => Add(name, Encoding.UTF8.GetBytes(content));

    public void Add(string name, byte[] content) => _parts.Add((name, content));

    public void Remove(string name) => _parts.RemoveAll(p => p.Name == name);

    public void Rename(string name, string other)
    {
        var at = _parts.FindIndex(p => p.Name == name);
        _parts[at] = (other, _parts[at].Content);
    }

    public void TypeOf(string part, string type) => this[Types].Elements().Single(t => (string?)t.Attribute("PartName") == $"/{part}").SetAttributeValue("ContentType", type);

    /// <summary>Something else in place of the whole file.</summary>
    public void Become(byte[] bytes) => _bytes = bytes;

    public byte[] Build()
    {
        if (_bytes is not null)
        {
            return _bytes;
        }

        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in _parts)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                if (_xml.TryGetValue(name, out var root))
                {
                    root.Save(entry, SaveOptions.DisableFormatting);
                }
                else
                {
                    entry.Write(content);
                }
            }
        }

        return bytes.ToArray();
    }

    private static string? TagOf(XElement control) => (string?)control.Element(W + "sdtPr")?.Element(W + "tag")?.Attribute(W + "val");
}
