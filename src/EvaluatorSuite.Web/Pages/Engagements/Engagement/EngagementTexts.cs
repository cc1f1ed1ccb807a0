using System.Globalization;
using EvaluatorSuite.Application.Texts;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>Small forms that several pages write alike.</summary>
public static class EngagementTexts
{
    public static string Or(string? text) => string.IsNullOrWhiteSpace(text) ? "—" : text;

    /// <summary>Six places with <c>+</c> or <c>−</c>.</summary>
    public static string WithSign(decimal tonnes) => tonnes > 0 ? $"+{TextCatalog.Tonnes(tonnes)}" : TextCatalog.Tonnes(tonnes);

    /// <summary>Two places with sign.</summary>
    /// <param name="difference">What the percentage is of: where it is not zero the percentage is never shown as zero.</param>
    public static string Percent(decimal? percent, decimal difference) => percent switch
    {
        null => "—",
        0 when difference != 0 => difference > 0 ? "+<0.01%" : "−<0.01%",
        > 0 => $"+{percent.Value.ToString("0.00", CultureInfo.InvariantCulture)}%",
        < 0 => $"−{(-percent.Value).ToString("0.00", CultureInfo.InvariantCulture)}%",
        _ => "0.00%",
    };

    /// <summary>Two places without sign, for what is absolute.</summary>
    public static string AbsolutePercent(decimal? percent, decimal tonnes) =>
        percent is { } value ? value == 0 && tonnes != 0 ? "<0.01%" : $"{value.ToString("0.00", CultureInfo.InvariantCulture)}%" : "—";

    /// <summary><c>kgCO₂/人公里</c>: a factor's unit as people write it.</summary>
    public static string Unit(Domain.Guides.FactorUnit unit, TextCatalog texts) =>
        $"{unit.MassUnit}{unit.Gas.Replace("CO2", "CO₂", StringComparison.Ordinal)}/{texts[$"term.unit.{unit.Activity.Code}"]}";

    /// <summary>Where a piece of evidence stands: its page of the list, and its row there.</summary>
    public static string Evidence(Guid engagementId, string key) => $"/engagements/{engagementId}/evidence?at={Uri.EscapeDataString(key)}#{Uri.EscapeDataString(key)}";

    /// <summary>Bytes in the unit that a person would use.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024m:0.0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576m:0.0} MB"),
    };
}
