using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>Reads a Word template to the end and tells every fault at once. It never throws for what is in the file.</summary>
public sealed class WordTemplateReader : ITemplateReader
{
    public IReadOnlyList<TemplateFault> FaultsOf(ReadOnlyMemory<byte> wordTemplate, ReportContent content, IReadOnlyList<OutlineHeading> outline, TemplateScrutiny scrutiny)
    {
        var faults = new TemplateFaults();
        if (PackageReader.Read(wordTemplate, faults) is { } package && KindCheck.IsWord(package, faults))
        {
            Check(package, content, outline, faults);
            if (package.IsWhole)
            {
                CompilerCheck.Check(wordTemplate, package, content, faults);
            }

            if (package.IsWhole && scrutiny == TemplateScrutiny.Whole)
            {
                MarkupCheck.Check(wordTemplate, package, faults);
            }
        }

        return faults.All;
    }

    private static void Check(TemplatePackage package, ReportContent content, IReadOnlyList<OutlineHeading> outline, TemplateFaults faults)
    {
        ForeignCheck.Check(package, faults);
        LinkCheck.Check(package, faults);
        EditingCheck.Check(package, faults);
        FieldCodeCheck.Check(package, faults);
        StyleCheck.Check(package, faults);
        FontCheck.Check(package, faults);
        if (ControlCheck.Check(package, new TemplateWords(content), faults))
        {
            PageCheck.Check(package, faults);
            RequiredCheck.Check(package, faults);
            OutlineCheck.Check(package, outline, faults);
        }
    }
}
