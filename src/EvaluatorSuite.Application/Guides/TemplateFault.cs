using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Application.Guides;

/// <summary>Something wrong in a Word template: where whoever edits it finds the place, what it is, and how it is mended.</summary>
/// <param name="Part">Of the package, <c>word/header1.xml</c>; empty for the file as a whole.</param>
/// <param name="Paragraph">Counted from 1 in its part, those of cells and text boxes included; null where there is none.</param>
/// <param name="Words">How that paragraph begins: what to search for in an editor.</param>
public sealed record TemplateFault(string Part, int? Paragraph, string Words, Message What)
{
    public string Code => What.Code;

    public Message Mend => new($"{Code}.mend", What.Values);

    /// <summary>Null for the file as a whole.</summary>
    public Message? Place => Part.Length == 0 ? null
        : Paragraph is not { } number ? new Message("template.place.part", ("part", Part))
        : Words.Length == 0 ? new Message("template.place.blank", ("part", Part), ("number", number))
        : new Message("template.place.paragraph", ("part", Part), ("number", number), ("words", Words));

    public Fault ToFault() => new(
        Part.Length == 0 ? "$" : Paragraph is { } number ? $"{Part}[{number}]" : Part,
        new Message(Words.Length == 0 ? "template.said" : "template.said-of", ("words", Words), ("what", What), ("mend", Mend)));
}

/// <summary>How closely a template is looked at.</summary>
public enum TemplateScrutiny
{
    /// <summary>All that this product asks of a template: a moment's work, so that a start may ask for it.</summary>
    Product,

    /// <summary>Besides, every element and attribute against the schemas of the format, which takes seconds the first time.</summary>
    Whole,
}

/// <summary>Holds a template against what every report has, before there is a case to report.</summary>
public interface IReportTemplateCheck
{
    /// <returns>Every fault at once, in the order in which they stand in the file. There is none when any case can be reported with it.</returns>
    IReadOnlyList<TemplateFault> FaultsOf(GuidePack pack, ReadOnlyMemory<byte> wordTemplate, TemplateScrutiny scrutiny);
}
