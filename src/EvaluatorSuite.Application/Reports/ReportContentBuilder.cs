using System.Collections;
using System.Globalization;
using System.Resources;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Application.Reports;

/// <summary>Writes the report of a case as data. Every date in it comes from the case, so that the same case gives the same report at any hour.</summary>
public static class ReportContentBuilder
{
    private const string LabelPrefix = "report.label.";

    // The fixed words of a template are fields as well: one template serves every language.
    private static readonly string[] Labels = FindLabels();

    /// <param name="photographs">What was found of the photographs among the evidence.</param>
    /// <param name="issued">Null for a draft.</param>
    public static ReportContent Build(EvaluationFacts facts, Verdict verdict, TextCatalog texts, IReadOnlyList<Photograph> photographs, IssueFacts? issued = null)
    {
        var subject = new ReportCase(facts, verdict, texts, issued);
        var parts = new ReportParts();
        foreach (var label in Labels)
        {
            parts.Field($"label.{label}", texts[LabelPrefix + label]);
        }

        foreach (var (key, title) in subject.Headings)
        {
            parts.Field($"heading.{key}", title);
        }

        CoverPart.Write(subject, parts);
        OverviewPart.Write(subject, parts);
        LimitsPart.Write(subject, parts);
        ProcessPart.Write(subject, parts);
        ChecklistPart.Write(subject, parts);
        InventoryPart.Write(subject, parts);
        FactorPart.Write(subject, parts);
        OffsetPart.Write(subject, parts);
        ChartPart.Write(subject, parts);
        FindingPart.Write(subject, parts);
        ConclusionPart.Write(subject, parts);
        EvidencePart.Write(subject, parts);
        PhotographPart.Write(subject, parts, photographs);
        SignedPart.Write(subject, parts);
        return parts.Content(texts.Language);
    }

    private static string[] FindLabels()
    {
        var set = new ResourceManager("EvaluatorSuite.Application.Texts.Report", typeof(TextCatalog).Assembly)
            .GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!;
        return
        [
            .. set.Cast<DictionaryEntry>().Select(e => (string)e.Key).Where(k => k.StartsWith(LabelPrefix, StringComparison.Ordinal))
                .Select(k => k[LabelPrefix.Length..]).Order(StringComparer.Ordinal),
        ];
    }
}
