using System.Globalization;
using EvaluatorSuite.Application.Texts;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>Small forms that several pages write alike.</summary>
public static class EngagementTexts
{
    public static string Or(string? text) => string.IsNullOrWhiteSpace(text) ? "—" : text;

    /// <summary>Six places with <c>+</c> or <c>−</c>.</summary>
    public static string WithSign(decimal tonnes) => tonnes > 0 ? $"+{TextCatalog.Tonnes(tonnes)}" : TextCatalog.Tonnes(tonnes);

    /// <summary>Two places with sign; what is not zero is never shown as zero.</summary>
    public static string Percent(decimal? percent) => percent switch
    {
        null => "—",
        > 0 => $"+{percent.Value.ToString("0.00", CultureInfo.InvariantCulture)}%",
        < 0 => $"−{(-percent.Value).ToString("0.00", CultureInfo.InvariantCulture)}%",
        _ => "0.00%",
    };

    /// <summary>Bytes in the unit that a person would use.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024m:0.0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576m:0.0} MB"),
    };
}
