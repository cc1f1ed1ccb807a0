using System.Text;

namespace EvaluatorSuite.Domain.Organizations;

/// <summary>Compares names of events as people write them: another width, another case or a space more makes no other event.</summary>
public static class EventNames
{
    public const int MaxKey = 200;

    public static string Key(string name)
    {
        var plain = string.Concat(name.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        return plain.Length > MaxKey ? plain[..MaxKey] : plain;
    }

    public static bool Same(string? one, string? other) => one is not null && other is not null && Key(one) == Key(other);
}
