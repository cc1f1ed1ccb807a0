using System.Text;

namespace EvaluatorSuite.Domain.Evidence;

/// <summary>A kind of file that is taken as evidence, known by its first bytes; the name alone proves nothing.</summary>
/// <param name="Extensions">Those that such a file may bear, in lower case with the point.</param>
public sealed record FileType(string Name, params string[] Extensions)
{
    /// <summary>Bytes that are looked at.</summary>
    public const int HeadBytes = 4096;

    public static readonly FileType Pdf = new("PDF", ".pdf");
    public static readonly FileType Png = new("PNG", ".png");
    public static readonly FileType Jpeg = new("JPEG", ".jpg", ".jpeg");
    public static readonly FileType Gif = new("GIF", ".gif");
    public static readonly FileType Bmp = new("BMP", ".bmp");
    public static readonly FileType Tiff = new("TIFF", ".tif", ".tiff");
    public static readonly FileType WebP = new("WebP", ".webp");
    public static readonly FileType Media = new("HEIC / MP4 / MOV", ".heic", ".heif", ".mp4", ".mov", ".m4a", ".m4v", ".3gp");

    /// <summary>OFD is China's own fixed-layout format, in which electronic invoices come.</summary>
    public static readonly FileType Packed = new("ZIP / Office / OFD", ".docx", ".xlsx", ".pptx", ".ofd", ".zip", ".odt", ".ods");

    public static readonly FileType OldOffice = new("Office 97 / WPS", ".doc", ".xls", ".ppt", ".wps", ".et", ".dps", ".msg");
    public static readonly FileType Text = new("TXT / CSV / XML / JSON", ".txt", ".csv", ".tsv", ".xml", ".json", ".eml", ".log", ".md");

    public static IReadOnlyList<FileType> All { get; } = [Pdf, Png, Jpeg, Gif, Bmp, Tiff, WebP, Media, Packed, OldOffice, Text];

    /// <param name="head">The first <see cref="HeadBytes"/> of the file, or all of a smaller one.</param>
    /// <returns>Null for what is not taken: programs, scripts, web pages, unknown bytes.</returns>
    public static FileType? Of(ReadOnlySpan<byte> head) => head switch
    {
        _ when head.StartsWith("%PDF-"u8) => Pdf,
        _ when head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) => Png,
        _ when head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) => Jpeg,
        _ when head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) => Gif,
        _ when head.StartsWith("BM"u8) && head.Length > 26 && head[14] is 40 or 12 or 108 or 124 => Bmp,
        _ when head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) => Tiff,
        _ when head.StartsWith("RIFF"u8) && head.Length > 12 && head[8..12].SequenceEqual("WEBP"u8) => WebP,
        _ when head.Length > 12 && head[4..8].SequenceEqual("ftyp"u8) => Media,
        _ when head.StartsWith("PK\u0003\u0004"u8) => Packed,
        _ when head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) => OldOffice,
        _ when IsPlainText(head) => Text,
        _ => null,
    };

    private static bool IsPlainText(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
        {
            return false;
        }

        var wide = head.Length >= 2 && ((head[0] == 0xFF && head[1] == 0xFE) || (head[0] == 0xFE && head[1] == 0xFF));
        foreach (var value in head)
        {
            if (value < 0x20 && value is not (0x09 or 0x0A or 0x0D or 0x0C) && !wide)
            {
                return false;
            }
        }

        // What a browser or a shell would run is no evidence, and nobody misses it.
        var start = Encoding.Latin1.GetString(head[..Math.Min(head.Length, 512)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\r', '\n', '\t');
        return !start.StartsWith("#!", StringComparison.Ordinal)
            && !start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            && !start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            && !start.Contains("<script", StringComparison.OrdinalIgnoreCase)
            && !start.Contains("<svg", StringComparison.OrdinalIgnoreCase);
    }
}
