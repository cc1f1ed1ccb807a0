using System.Security;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>Text for an attribute or an element of one line.</summary>
internal static class XmlText
{
    /// <summary>Escaped; what XML cannot hold becomes U+FFFD, a new line or tab a space.</summary>
    public static string Of(string text) => SecurityElement.Escape(Held(text));

    /// <summary>The same, for whoever escapes it.</summary>
    public static string Held(string text) => string.Concat(text.EnumerateRunes().Select(r => r.Value switch
    {
        '\n' or '\t' => " ",
        < 0x20 or 0xFFFE or 0xFFFF => "\uFFFD",
        _ => r.ToString(),
    }));
}
