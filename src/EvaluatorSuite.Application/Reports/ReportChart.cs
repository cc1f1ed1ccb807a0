using System.Text.Json.Serialization;

namespace EvaluatorSuite.Application.Reports;

[JsonConverter(typeof(JsonStringEnumConverter<ChartForm>))]
public enum ChartForm
{
    /// <summary>One under the other, for many categories with long names.</summary>
    Bars,

    /// <summary>Beside each other.</summary>
    Columns,

    /// <summary>The series of a category one on top of the other.</summary>
    Stacked,
}

/// <summary>A chart of a report, with its figures.</summary>
/// <param name="Description">The figures in words, for whoever cannot see them.</param>
/// <param name="Unit">Stands at the axis.</param>
public sealed record ReportChart(ChartForm Form, string Description, string Unit, IReadOnlyList<string> Categories, IReadOnlyList<ChartSeries> Series);

/// <param name="Values">One for each category; null where there is none.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<decimal?> Values);
