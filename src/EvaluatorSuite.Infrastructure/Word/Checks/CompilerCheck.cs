using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>Has the template compiled as a report will: whatever the other checks have overlooked, a clean template is one that can be filled.</summary>
internal static class CompilerCheck
{
    private const string FileName = "report.docx";

    public static void Check(ReadOnlyMemory<byte> bytes, TemplatePackage package, ReportContent content, TemplateFaults faults)
    {
        foreach (var fault in FaultsOf(bytes, content))
        {
            var tag = fault.What.Values.GetValueOrDefault("tag") as string ?? "";
            if (fault.What.Code == "report.template.missing-style" || (tag.Length > 0 && faults.Has(fault.Path, tag)))
            {
                continue;
            }

            var control = package.Xml.GetValueOrDefault(fault.Path)?.Descendants(W.Control).FirstOrDefault(c => ControlTag.Of(c).Tag == tag);
            if (control is null)
            {
                faults.Add(fault.Path == "$" ? "" : fault.Path, "template.compiler", ("reason", fault.What));
            }
            else
            {
                faults.At(fault.Path, control, "template.compiler", ("reason", fault.What));
            }
        }
    }

    private static IReadOnlyList<Fault> FaultsOf(ReadOnlyMemory<byte> bytes, ReportContent content)
    {
        try
        {
            return TemplateCheck.FaultsOf(WordTemplate.Compile(bytes, FileName), content);
        }
        catch (UnreadableException unreadable)
        {
            return unreadable.Faults;
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException or NullReferenceException or KeyNotFoundException)
        {
            // Of markup that no editor writes the compiler may think what is not so; the template is told of instead of failing whoever uploads it.
            return [new Fault("$", new Domain.Message("report.template.package", ("reason", failure.Message)))];
        }
    }
}
