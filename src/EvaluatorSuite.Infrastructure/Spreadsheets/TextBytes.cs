using System.Diagnostics.CodeAnalysis;
using System.Text;
using EvaluatorSuite.Application.Tables;

namespace EvaluatorSuite.Infrastructure.Spreadsheets;

/// <summary>Text in one of the encodings that spreadsheets save in: what is not plainly the one is the other, and what is none is refused.</summary>
internal static class TextBytes
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private static readonly Encoding Chinese =
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>As a person says it is; a mark at the beginning is passed over.</summary>
    public static (string Text, string Encoding) Decode(byte[] bytes, TextEncoding encoding, string name)
    {
        var utf8 = encoding == TextEncoding.Utf8;
        var text = Try(utf8 ? Utf8 : Chinese, bytes, bytes is [0xEF, 0xBB, 0xBF, ..] && utf8 ? 3 : 0);
        return IsText(text) ? (text, Name(encoding)) : throw TableLimits.Refuse(name, "table.wrong-encoding", ("encoding", Name(encoding)));
    }

    /// <returns>The text, and the encoding's name.</returns>
    public static (string Text, string Encoding) Decode(byte[] bytes, string name)
    {
        var (text, encoding) = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (Try(Utf8, bytes, 3), "UTF-8 (BOM)"),
            [0xFF, 0xFE, ..] => (Try(new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true), bytes, 2), "UTF-16 LE"),
            [0xFE, 0xFF, ..] => (Try(new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true), bytes, 2), "UTF-16 BE"),
            _ => Try(Utf8, bytes, 0) is { } utf8 ? (utf8, "UTF-8") : (Try(Chinese, bytes, 0), "GB18030"),
        };

        return IsText(text) ? (text, encoding) : throw TableLimits.Refuse(name, "table.not-a-table");
    }

    private static string Name(TextEncoding encoding) => encoding == TextEncoding.Utf8 ? "UTF-8" : "GB18030";

    // A picture or a program decodes as something, too; control characters give it away.
    private static bool IsText([NotNullWhen(true)] string? text) =>
        text is not null && !text.Any(c => c is '\uFFFE' or '\uFFFF' || (char.IsControl(c) && c is not ('\n' or '\r' or '\t' or '\u0085')));

    private static string? Try(Encoding encoding, byte[] bytes, int skip)
    {
        try
        {
            return encoding.GetString(bytes, skip, bytes.Length - skip);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
