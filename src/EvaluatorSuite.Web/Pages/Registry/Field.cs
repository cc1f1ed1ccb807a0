namespace EvaluatorSuite.Web.Pages.Registry;

/// <summary>A plain input with its label, its help and what was refused about it.</summary>
/// <param name="Label">Words, not a key.</param>
/// <param name="Type">Of the input; <c>textarea</c> for several lines.</param>
public sealed record Field(string Name, string Label, string? Value, string Type = "text", int MaxLength = 200, string Help = "", bool Required = true)
{
    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
