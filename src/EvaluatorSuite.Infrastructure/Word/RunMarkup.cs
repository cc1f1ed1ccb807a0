using System.Text;
using System.Xml.Linq;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>A run around text that comes later.</summary>
internal static class RunMarkup
{
    public const string OpenText = "<w:t xml:space=\"preserve\">";

    public static readonly byte[] Close = "</w:t></w:r>"u8.ToArray();
    public static readonly byte[] NewLine = "</w:t><w:br/><w:t xml:space=\"preserve\">"u8.ToArray();
    public static readonly byte[] Tab = "</w:t><w:tab/><w:t xml:space=\"preserve\">"u8.ToArray();

    /// <summary>The start of a run with these properties, up to its text.</summary>
    public static byte[] Open(XElement properties)
    {
        // Inside a root that names the namespace as every template does, so that the copy does not repeat it.
        var root = new XElement(W.Run, new XAttribute(XNamespace.Xmlns + "w", W.Main.NamespaceName));
        var markup = new MarkupBuilder().Raw("<w:r>");
        if (properties.HasElements)
        {
            root.Add(properties);
            markup.Whole(root.Element(W.RunProperties)!);
        }

        return Encoding.UTF8.GetBytes(markup.Raw(OpenText).ToString());
    }
}
