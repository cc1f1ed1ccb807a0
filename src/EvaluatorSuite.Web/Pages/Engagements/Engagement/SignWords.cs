using System.Text.Json;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.SignOff;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>Says what changed since something was signed, in words where there are some.</summary>
public static class SignWords
{
    /// <summary><c>inventory.L1.amount</c> as 排放数据 L1 · 数量.</summary>
    public static string Name(string name, TextCatalog texts)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var (part, rest) = dot < 0 ? (name, "") : (name[..dot], name[(dot + 1)..]);
        var words = texts.Find($"sign.part.{part}") ?? part;
        if (part == "issues")
        {
            return Issue(words, rest, texts);
        }

        var last = rest[(rest.LastIndexOf('.') + 1)..];
        var field = texts.Find($"label.{last.ToLowerInvariant()}") ?? texts.Find($"term.lineField.{(last.Length > 0 ? char.ToUpperInvariant(last[0]) + last[1..] : "")}");
        return rest.Length == 0 ? words : field is null ? $"{words} {rest}" : $"{words} {rest[..^last.Length].TrimEnd('.')} · {field}".Replace("  ", " ", StringComparison.Ordinal);
    }

    // issues.offset.not-cancelled L1.chain[0]: the rule has a name, and it has dots in it.
    private static string Issue(string words, string rest, TextCatalog texts)
    {
        var space = rest.IndexOf(' ', StringComparison.Ordinal);
        var (rule, subject) = space < 0 ? (rest, "") : (rest[..space], rest[space..]);
        var cut = subject.LastIndexOf('.');
        var field = cut < 0 ? "" : subject[(cut + 1)..];
        var reason = field == "finding" || field.StartsWith("chain[", StringComparison.Ordinal);
        return $"{words} {texts.Find($"title.{rule}") ?? rule}{(reason ? subject[..cut] : subject)}{(reason ? $" · {texts["sign.reason"]}" : "")}";
    }

    /// <param name="json">Canonical JSON of one field; <c>{}</c> for a whole thing, null for nothing.</param>
    public static string Value(string? json, TextCatalog texts)
    {
        if (json is null or "{}")
        {
            return texts[json is null ? "sign.nothing-there" : "sign.was-there"];
        }

        using var value = JsonDocument.Parse(json);
        var text = value.RootElement.ValueKind == JsonValueKind.Object ? texts.Say(MessageText.Read(json)) : value.RootElement.ValueKind == JsonValueKind.String ? value.RootElement.GetString()! : json;
        return text.Length <= 200 ? text : text[..199] + '…';
    }
}
