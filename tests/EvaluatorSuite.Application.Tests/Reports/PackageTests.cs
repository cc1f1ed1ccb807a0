using System.Xml.Linq;
using EvaluatorSuite.Application.Texts;

namespace EvaluatorSuite.Application.Tests.Reports;

/// <summary>What a report is as a package: everything in it is reached, typed and named once.</summary>
public sealed class PackageTests
{
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace Links = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace Ids = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XNamespace Drawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";

    public static MatrixTheoryData<string, string> Cases => new(ReportCases.Contents.Keys, TextCatalog.Languages);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_part_is_reached_and_every_link_leads_somewhere(string name, string language)
    {
        var document = new WordDocument(ReportCases.Render(ReportCases.Contents[name](language)));
        var reached = new HashSet<string> { "[Content_Types].xml" };
        Follow(document, "", reached);

        Assert.Equal(document.Names.Order(), reached.Order());
        Assert.Equal(document.Names.Count, document.Names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_part_has_one_content_type_and_no_type_is_for_nothing(string name, string language)
    {
        var document = new WordDocument(ReportCases.Render(ReportCases.Contents[name](language)));
        var types = document["[Content_Types].xml"];
        var extensions = types.Elements(Types + "Default").Select(d => (string)d.Attribute("Extension")!).ToList();
        var named = types.Elements(Types + "Override").Select(o => ((string)o.Attribute("PartName")!)[1..]).ToList();

        Assert.Equal(extensions.Count, extensions.Distinct().Count());
        Assert.Equal(named.Count, named.Distinct().Count());
        Assert.Empty(named.Except(document.Names));
        Assert.All(document.Names.Skip(1), part => Assert.True(named.Contains(part) || extensions.Contains(Path.GetExtension(part)[1..]), part));
        Assert.Equal("[Content_Types].xml", document.Names[0]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_id_stands_once(string name, string language)
    {
        var document = new WordDocument(ReportCases.Render(ReportCases.Contents[name](language)));
        var parts = document.Names.Where(n => n.StartsWith("word/", StringComparison.Ordinal) && n.EndsWith(".xml", StringComparison.Ordinal)).Select(n => document[n]).ToList();
        var drawings = parts.SelectMany(p => p.Descendants(Drawing + "docPr")).ToList();
        var marks = parts.SelectMany(p => p.Descendants(WordDocument.W + "bookmarkStart")).ToList();

        Assert.Equal(drawings.Count, drawings.Select(e => (string)e.Attribute("id")!).Distinct().Count());
        Assert.All(drawings, e => Assert.False(string.IsNullOrWhiteSpace((string?)e.Attribute("descr")), "A drawing has no words for whoever cannot see it."));
        Assert.Equal(marks.Count, marks.Select(e => (string)e.Attribute(WordDocument.W + "id")!).Distinct().Count());
        Assert.Equal(marks.Count, marks.Select(e => (string)e.Attribute(WordDocument.W + "name")!).Distinct().Count());
    }

    private static void Follow(WordDocument document, string part, HashSet<string> reached)
    {
        var slash = part.LastIndexOf('/') + 1;
        var list = $"{part[..slash]}_rels/{part[slash..]}.rels";
        var used = part.EndsWith(".xml", StringComparison.Ordinal) ? document[part].DescendantsAndSelf().Attributes().Where(a => a.Name.Namespace == Ids).Select(a => a.Value).ToHashSet() : [];
        if (!document.Names.Contains(list))
        {
            Assert.Empty(used);
            return;
        }

        reached.Add(list);
        var links = document[list].Elements(Links + "Relationship").ToList();
        var ids = links.Select(l => (string)l.Attribute("Id")!).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Empty(used.Except(ids));
        foreach (var link in links)
        {
            var target = new Uri(new Uri($"part:/{part}"), (string)link.Attribute("Target")!).AbsolutePath.TrimStart('/');
            Assert.Contains(target, document.Names);
            if (reached.Add(target))
            {
                Follow(document, target, reached);
            }
        }
    }
}
