using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>Every element and attribute against the schemas of the format: what breaks them, Word repairs or refuses when it opens a report.</summary>
internal static class MarkupCheck
{
    private const int Most = 1_000;

    public static void Check(ReadOnlyMemory<byte> bytes, TemplatePackage package, TemplateFaults faults)
    {
        try
        {
            using var document = WordprocessingDocument.Open(new MemoryStream(bytes.ToArray(), writable: false), false);
            var numbers = new Dictionary<OpenXmlPartRootElement, List<Paragraph>>();
            foreach (var error in new OpenXmlValidator(FileFormatVersions.Office2019) { MaxNumberOfErrors = Most }.Validate(document).Where(e => !IsHarmless(e)))
            {
                Add(error, package, numbers, faults);
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The library throws of every kind at a package that is broken in ways it does not expect; whatever it is, Word would not open it either.
            faults.Add("", "template.unopened", ("reason", failure.Message.TrimEnd('.')));
        }
    }

    private static void Add(ValidationErrorInfo error, TemplatePackage package, Dictionary<OpenXmlPartRootElement, List<Paragraph>> numbers, TemplateFaults faults)
    {
        var part = error.Part?.Uri.OriginalString.TrimStart('/') ?? "";
        var paragraph = error.Node as Paragraph ?? error.Node?.Ancestors<Paragraph>().FirstOrDefault();
        if (paragraph is not null && error.Part?.RootElement is { } root && package.Xml.TryGetValue(part, out var xml))
        {
            if (!numbers.TryGetValue(root, out var paragraphs))
            {
                numbers[root] = paragraphs = [.. root.Descendants<Paragraph>()];
            }

            faults.At(part, xml, paragraphs.IndexOf(paragraph) + 1, "template.markup", ("reason", error.Description.TrimEnd('.')));
        }
        else
        {
            faults.Add(part, "template.markup", ("reason", error.Description.TrimEnd('.')));
        }
    }

    /// <summary>
    /// True and false are as good as 1 and 0 by the standard, which the library forgets in places. And ids of controls may stand twice, as after copying
    /// in WPS: no control reaches a report.
    /// </summary>
    private static bool IsHarmless(ValidationErrorInfo error) =>
        (error.Id == "Sch_AttributeValueDataTypeDetailed" && (error.Description.Contains("'true'", StringComparison.Ordinal) || error.Description.Contains("'false'", StringComparison.Ordinal)))
        || (error.Id == "Sem_UniqueAttributeValue" && error.Node is SdtId);
}
