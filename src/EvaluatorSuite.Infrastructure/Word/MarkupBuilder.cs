using System.Security;
using System.Text;
using System.Xml.Linq;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>Writes elements back as they were read and cuts the text wherever a piece stands.</summary>
internal sealed class MarkupBuilder
{
    private readonly StringBuilder _markup = new();
    private readonly List<Piece> _pieces = [];

    public MarkupBuilder Raw(string markup)
    {
        _markup.Append(markup);
        return this;
    }

    public void Add(Piece piece)
    {
        Cut();
        _pieces.Add(piece);
    }

    /// <param name="id">Stands in place of the element's id.</param>
    public void Start(XElement element, bool empty = false, Piece? id = null)
    {
        _markup.Append('<').Append(Name(element, element.Name));
        foreach (var attribute in element.Attributes())
        {
            var name = attribute.IsNamespaceDeclaration
                ? attribute.Name.LocalName == "xmlns" ? "xmlns" : $"xmlns:{attribute.Name.LocalName}"
                : Name(element, attribute.Name);
            _markup.Append(' ').Append(name).Append("=\"");
            if (id is not null && name == "id")
            {
                Add(id);
            }
            else
            {
                _markup.Append(SecurityElement.Escape(attribute.Value));
            }

            _markup.Append('"');
        }

        _markup.Append(empty ? "/>" : ">");
    }

    public void End(XElement element) => _markup.Append("</").Append(Name(element, element.Name)).Append('>');

    public void Text(string text) => _markup.Append(SecurityElement.Escape(text));

    /// <summary>An element that holds nothing to fill.</summary>
    public MarkupBuilder Whole(XElement element)
    {
        if (element.FirstNode is null)
        {
            Start(element, empty: true);
            return this;
        }

        Start(element);
        foreach (var node in element.Nodes())
        {
            if (node is XElement child)
            {
                Whole(child);
            }
            else if (node is XText text)
            {
                Text(text.Value);
            }
        }

        End(element);
        return this;
    }

    public IReadOnlyList<Piece> Pieces()
    {
        Cut();
        return _pieces;
    }

    public override string ToString() => _markup.ToString();

    private void Cut()
    {
        if (_markup.Length > 0)
        {
            _pieces.Add(new Markup(Encoding.UTF8.GetBytes(_markup.ToString())));
            _markup.Clear();
        }
    }

    private static string Name(XElement scope, XName name) =>
        name.Namespace == XNamespace.None || scope.GetPrefixOfNamespace(name.Namespace) is not { } prefix ? name.LocalName : $"{prefix}:{name.LocalName}";
}
