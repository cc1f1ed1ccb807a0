namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>What a part of a template comes to when it has been compiled: markup that never changes, and the places that a report fills.</summary>
internal abstract record Piece;

internal sealed record Markup(byte[] Utf8) : Piece;

/// <summary>A run of text. Chinese text asks for the East Asian font also for the quotation marks and dashes that both scripts share.</summary>
/// <param name="Open">Up to the text itself, <c>w:t</c> included.</param>
internal sealed record TextRun(TextSource Source, byte[] Open, byte[] OpenEastAsian) : Piece;

/// <summary>A tagged text outside of any run, as the properties of the file have it.</summary>
internal sealed record PlainText(string Tag) : Piece;

/// <summary>Repeated for each row of the table.</summary>
internal sealed record Repeat(string Table, IReadOnlyList<Piece> Body) : Piece;

/// <summary>Kept when the condition is as wanted.</summary>
internal sealed record Choice(string Condition, bool Wanted, IReadOnlyList<Piece> Body) : Piece;

/// <summary>A paragraph in a heading style, which the contents list points at.</summary>
/// <param name="Text">What stands in it, for the contents list.</param>
internal sealed record Heading(int Level, IReadOnlyList<Piece> Properties, IReadOnlyList<Piece> Body, IReadOnlyList<TextSource> Text) : Piece;

/// <summary>A picture in a run of its own, as large as fits into the box with its sides as they are.</summary>
internal sealed record PicturePlace(string Name, Box Box) : Piece;

internal sealed record ChartPlace(string Name, Box Box) : Piece;

/// <summary>The number of a drawing, which no other in the file has.</summary>
internal sealed record DrawingNumber : Piece;

/// <summary>In English Metric Units, of which a millimetre has 36,000.</summary>
internal sealed record Box(long Width, long Height);

/// <summary>The contents list.</summary>
internal sealed record Contents : Piece;

/// <summary>Where the text of a run comes from.</summary>
internal abstract record TextSource;

internal sealed record FixedText(string Text) : TextSource;

internal sealed record TaggedText(string Tag) : TextSource;

/// <summary>The next number of a sequence, <c>SEQ Table</c>.</summary>
internal sealed record NextNumber(string Sequence) : TextSource;
