using System.Buffers;
using System.Globalization;
using System.Text;
using EvaluatorSuite.Application.Reports;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>Writes the pieces of one part with a report's content, as UTF-8, through a buffer that never holds the whole.</summary>
internal sealed class PartWriter(ReportContent content, TemplateStyles styles, ReportAssets assets, PartLinks links, Stream output) : IDisposable
{
    private const int BufferSize = 64 * 1024;

    // Characters that XML has other words for, and those that it has no place for.
    private static readonly SearchValues<char> Special = SearchValues.Create(
        $"&<>\uFFFE\uFFFF{string.Concat(Enumerable.Range(0, 0x20).Select(c => (char)c))}");

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private int _length;
    private int _heading;
    private Row? _row;

    public bool IsEastAsian { get; } = content.Language.StartsWith("zh", StringComparison.Ordinal);

    private IReadOnlyList<ContentsEntry> Entries { get; set; } = [];

    public void Write(IReadOnlyList<Piece> pieces)
    {
        Entries = HeadingFinder.Find(pieces, content);
        WriteAll(pieces);
        Flush();
    }

    public PartWriter Raw(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > BufferSize - _length)
        {
            Flush();
        }

        if (utf8.Length > BufferSize)
        {
            output.Write(utf8);
        }
        else
        {
            utf8.CopyTo(_buffer.AsSpan(_length));
            _length += utf8.Length;
        }

        return this;
    }

    public PartWriter Raw(string markup)
    {
        Encode(markup);
        return this;
    }

    /// <summary>Text of a run: new lines and tabs become elements, and what XML cannot hold becomes U+FFFD.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(Special) is var at and >= 0)
        {
            Encode(text[..at]);
            WriteSpecial(text[at]);
            text = text[(at + 1)..];
        }

        Encode(text);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void WriteAll(IReadOnlyList<Piece> pieces)
    {
        foreach (var piece in pieces)
        {
            Write(piece);
        }
    }

    private void Write(Piece piece)
    {
        switch (piece)
        {
            case Markup markup:
                Raw(markup.Utf8);
                break;
            case TextRun run:
                Raw(IsEastAsian ? run.OpenEastAsian : run.Open);
                Text(TextOf(run.Source));
                Raw(RunMarkup.Close);
                break;
            case PlainText plain:
                Text(content.Fields[plain.Tag].ReplaceLineEndings(" ").Replace('\t', ' '));
                break;
            case Choice choice:
                WriteAll(content.Holds(choice.Condition) == choice.Wanted ? choice.Body : []);
                break;
            case Repeat repeat:
                WriteRows(repeat);
                break;
            case Heading heading:
                WriteHeading(heading);
                break;
            case PicturePlace place when PictureAt(place.Name) is { } picture:
                Raw(DrawingMarkup.OfPicture(picture, place.Box, assets.NextDrawing(), links.To(assets.Picture(picture))));
                break;
            case ChartPlace place when content.Charts[place.Name] is { } chart:
                Raw(DrawingMarkup.OfChart(chart, place.Box, assets.NextDrawing(), links.To(assets.Chart(place.Name, chart))));
                break;
            case DrawingNumber:
                Raw(assets.NextDrawing().ToString(CultureInfo.InvariantCulture));
                break;
            case Contents:
                ContentsList.Write(this, Entries, styles.ContentsStyles);
                break;
        }
    }

    private void WriteRows(Repeat repeat)
    {
        foreach (var row in Row.Of(content.Tables[repeat.Table]))
        {
            _row = row;
            WriteAll(repeat.Body);
        }

        _row = null;
    }

    private void WriteHeading(Heading heading)
    {
        var entry = Entries[_heading++];
        var id = entry.Number.ToString(CultureInfo.InvariantCulture);
        WriteAll(heading.Properties);
        Raw($"<w:bookmarkStart w:id=\"9{id}\" w:name=\"{entry.Bookmark}\"/>");
        WriteAll(heading.Body);
        Raw($"<w:bookmarkEnd w:id=\"9{id}\"/>");
    }

    private string TextOf(TextSource source) => source switch
    {
        TaggedText tagged => _row?.Find(tagged.Tag) ?? content.Fields[tagged.Tag],
        NextNumber number => (_numbers[number.Sequence] = _numbers.GetValueOrDefault(number.Sequence) + 1).ToString(CultureInfo.InvariantCulture),
        FixedText text => text.Text,
        _ => throw new ArgumentException($"{source.GetType()} has no text.", nameof(source)),
    };

    private ReportPicture? PictureAt(string name) => content.Pictures.TryGetValue(name, out var picture) ? picture : _row?.Picture;

    private void WriteSpecial(char character) => Raw(character switch
    {
        '&' => "&amp;"u8,
        '<' => "&lt;"u8,
        '>' => "&gt;"u8,
        '\n' => RunMarkup.NewLine,
        '\t' => RunMarkup.Tab,
        '\r' => [],
        _ => "\uFFFD"u8,
    });

    private void Encode(ReadOnlySpan<char> text)
    {
        const int Slice = BufferSize / 4;
        while (text.Length > 0)
        {
            var slice = text.Length <= Slice ? text : text[..(char.IsHighSurrogate(text[Slice - 1]) ? Slice - 1 : Slice)];
            if (Encoding.UTF8.GetMaxByteCount(slice.Length) > BufferSize - _length)
            {
                Flush();
            }

            _length += Encoding.UTF8.GetBytes(slice, _buffer.AsSpan(_length));
            text = text[slice.Length..];
        }
    }

    private void Flush()
    {
        output.Write(_buffer, 0, _length);
        _length = 0;
    }
}
