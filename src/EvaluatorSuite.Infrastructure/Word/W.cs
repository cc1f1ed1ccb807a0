using System.Xml.Linq;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>The names of WordprocessingML that the renderer looks at.</summary>
internal static class W
{
    public static readonly XNamespace Main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    public static readonly XName Paragraph = Main + "p";
    public static readonly XName ParagraphProperties = Main + "pPr";
    public static readonly XName ParagraphStyle = Main + "pStyle";
    public static readonly XName Run = Main + "r";
    public static readonly XName RunProperties = Main + "rPr";
    public static readonly XName RunStyle = Main + "rStyle";
    public static readonly XName Fonts = Main + "rFonts";
    public static readonly XName Text = Main + "t";
    public static readonly XName Control = Main + "sdt";
    public static readonly XName ControlProperties = Main + "sdtPr";
    public static readonly XName ControlContent = Main + "sdtContent";
    public static readonly XName Tag = Main + "tag";
    public static readonly XName SimpleField = Main + "fldSimple";
    public static readonly XName FieldCharacter = Main + "fldChar";
    public static readonly XName FieldInstruction = Main + "instrText";
    public static readonly XName BookmarkStart = Main + "bookmarkStart";
    public static readonly XName BookmarkEnd = Main + "bookmarkEnd";
    public static readonly XName Value = Main + "val";

    /// <summary>Namespace of the ids by which a part names what it is linked with.</summary>
    public static readonly XNamespace Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static readonly XNamespace Drawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
    public static readonly XName DrawingProperties = Drawing + "docPr";

    public static string? ValueOf(XElement? element) => element?.Attribute(Value)?.Value;
}
