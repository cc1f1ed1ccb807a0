using System.Globalization;
using System.Text;
using EvaluatorSuite.Application.Texts;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace EvaluatorSuite.Web.Drawings;

/// <summary>A square for a camera, as one path: no script, no style, and of a size that fits a telephone.</summary>
internal static class QrDrawing
{
    private const int Pixels = 220;

    public static IHtmlContent Of(string text, TextCatalog texts)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (rows[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return new HtmlString(string.Create(CultureInfo.InvariantCulture,
            $"""
            <svg width="{Pixels}" height="{Pixels}" viewBox="0 0 {rows.Count} {rows.Count}" shape-rendering="crispEdges" role="img" aria-labelledby="qr-t qr-d"><title id="qr-t">{Encode(texts["account.factor.picture"])}</title><desc id="qr-d">{Encode(texts["account.factor.picture-text"])}</desc><rect width="100%" height="100%" fill="#fff"/><path fill="#000" d="{path}"/></svg>
            """));
    }

    private static string Encode(string text) => System.Text.Encodings.Web.HtmlEncoder.Default.Encode(text);
}
