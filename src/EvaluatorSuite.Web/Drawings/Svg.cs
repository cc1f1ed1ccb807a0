using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace EvaluatorSuite.Web.Drawings;

/// <summary>Writes a drawing: a title and a description for those who do not see it, then shapes. Measures are decimals in invariant form.</summary>
/// <param name="real">Whether it is as large as its measures say, however wide the page is.</param>
internal sealed class Svg(int width, int height, string id, string title, string description, bool real = false)
{
    private readonly StringBuilder _shapes = new();

    public Svg Raw(FormattableString shape)
    {
        var arguments = shape.GetArguments().Select(a => a is string text ? HtmlEncoder.Default.Encode(text) : a).ToArray();
        _shapes.Append(string.Format(CultureInfo.InvariantCulture, shape.Format, arguments));
        return this;
    }

    public Svg Text(decimal x, decimal y, string classes, string text) => Raw($"<text class=\"{classes}\" x=\"{x:0.##}\" y=\"{y:0.##}\">{text}</text>");

    public Svg Bar(decimal x, decimal y, decimal width, decimal height, string classes) =>
        Raw($"<rect class=\"{classes}\" x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\"/>");

    public IHtmlContent Done() => new HtmlString(string.Create(
        CultureInfo.InvariantCulture,
        $"<svg{(real ? $" width=\"{width}\" height=\"{height}\"" : "")} viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">{Encode(title)}</title><desc id=\"{id}-d\">{Encode(description)}</desc>{_shapes}</svg>"));

    /// <summary>Cuts a label to about so many columns; a Chinese character is two wide.</summary>
    public static string Fit(string text, int columns)
    {
        var used = 0;
        for (var i = 0; i < text.Length; i++)
        {
            used += text[i] > 0x2E80 ? 2 : 1;
            if (used > columns)
            {
                return $"{text[..i]}…";
            }
        }

        return text;
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
