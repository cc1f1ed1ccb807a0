namespace EvaluatorSuite.Application.Reports;

/// <summary>A form to be filled in by hand or in Word: what stands in it, whatever it is written with.</summary>
/// <param name="Language">As <see cref="Texts.TextCatalog.Language"/>.</param>
/// <param name="Notice">That the form is provisional; stands in a frame under the title.</param>
/// <param name="Lines">Under the notice, small.</param>
public sealed record FormDocument(string Language, string Title, string Notice, IReadOnlyList<string> Lines, IReadOnlyList<FormBlock> Blocks);

public abstract record FormBlock;

public sealed record FormHeading(string Text) : FormBlock;

/// <param name="Indented">With the first line drawn in, as Chinese paragraphs have it.</param>
public sealed record FormText(string Text, bool Indented = true) : FormBlock;

/// <summary>An empty cell is one to fill in.</summary>
/// <param name="Widths">Of the columns, in hundredths of the width of the page.</param>
/// <param name="Header">Empty for a table of labels and values, whose first column has the labels.</param>
/// <param name="Tall">Whether the empty cells need room for sentences.</param>
public sealed record FormTable(IReadOnlyList<int> Widths, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows, bool Tall = false) : FormBlock;

/// <summary>Where seal, signature and date go, at the end and kept together.</summary>
public sealed record FormSignature(IReadOnlyList<string> Lines) : FormBlock;

/// <summary>Writes a form as a Word document; the same form gives the same bytes.</summary>
public interface IFormRenderer
{
    byte[] Render(FormDocument form);
}
