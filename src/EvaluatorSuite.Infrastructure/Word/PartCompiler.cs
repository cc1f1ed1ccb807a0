using System.Xml.Linq;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>
/// Compiles one part of a template, a document, header or footer. Content controls are taken apart: a report keeps what they
/// hold, without the control, so that no id stands twice and nobody fills a report in by hand.
/// </summary>
internal sealed class PartCompiler(string part, TemplateStyles styles, Faults faults)
{
    private readonly List<string> _dropped = [];
    private MarkupBuilder _markup = new();

    /// <summary>Ids of links that only stood in place of what a report draws.</summary>
    public IReadOnlyList<string> DroppedLinks { get; private set; } = [];

    public IReadOnlyList<Piece> Compile(XElement root)
    {
        PartCleaning.Clean(root);
        NumberFields.Mark(root);
        var pieces = Inside(() =>
        {
            _markup.Raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
            Walk(root);
        });
        var used = Places.LinksIn(root).CountBy(id => id).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        DroppedLinks = [.. _dropped.CountBy(id => id).Where(d => used[d.Key] == d.Value).Select(d => d.Key)];
        return pieces;
    }

    private void Walk(XElement element)
    {
        if (element.Name == W.Control)
        {
            Control(element);
        }
        else if (element.Name == W.Paragraph && styles.HeadingLevel(element) is { } level)
        {
            HeadingParagraph(element, level);
        }
        else if (element.Annotation<NumberRun>() is { } number)
        {
            if (number.Sequence is { } sequence)
            {
                _markup.Add(Run(new NextNumber(sequence), element));
            }
        }
        else
        {
            Copy(element, Walk);
        }
    }

    private void Copy(XElement element, Action<XElement> child)
    {
        var id = element.Name == W.DrawingProperties ? new DrawingNumber() : null;
        _markup.Start(element, element.FirstNode is null, id);
        if (element.FirstNode is null)
        {
            return;
        }

        foreach (var node in element.Nodes())
        {
            if (node is XElement inner)
            {
                child(inner);
            }
            else if (node is XText text)
            {
                _markup.Text(text.Value);
            }
        }

        _markup.End(element);
    }

    private void Control(XElement control)
    {
        var children = control.Element(W.ControlContent)?.Elements().ToList() ?? [];
        switch (ControlTag.Of(control))
        {
            case { Kind: ControlKind.None }:
                children.ForEach(Walk);
                break;
            case { Kind: ControlKind.Contents }:
                Contents();
                break;
            case { Kind: ControlKind.Rows } rows:
                if (control.Ancestors(W.Control).Any(a => ControlTag.Of(a).Kind == ControlKind.Rows))
                {
                    faults.Add(part, "report.template.nested-rows", ("tag", rows.Tag));
                }

                _markup.Add(new Repeat(rows.Name, Inside(() => children.ForEach(Walk))));
                break;
            case { Kind: ControlKind.If or ControlKind.Unless } choice:
                _markup.Add(new Choice(choice.Name, choice.Kind == ControlKind.If, Inside(() => children.ForEach(Walk))));
                break;
            case { Kind: ControlKind.Picture } picture:
                Replace(picture.Tag, children, Places.RunIn(children), new PicturePlace(picture.Name, Places.BoxOf(control)));
                break;
            case { Kind: ControlKind.Chart } chart:
                Replace(chart.Tag, children, Places.RunIn(children), new ChartPlace(chart.Name, Places.BoxOf(control)));
                break;
            case { } field:
                var text = children.DescendantsAndSelf(W.Run).FirstOrDefault(r => r.Elements(W.Text).Any());
                Replace(field.Tag, children, text, text is null ? null : Run(new TaggedText(field.Tag), text));
                break;
        }
    }

    /// <summary>Everything around the run stays; further runs (Word splits at will) go.</summary>
    private void Replace(string tag, List<XElement> children, XElement? run, Piece? piece)
    {
        if (run is null || piece is null)
        {
            faults.Add(part, "report.template.no-text", ("tag", tag));
            return;
        }

        children.ForEach(Fill);

        void Fill(XElement element)
        {
            if (element == run)
            {
                _markup.Add(piece);
            }

            if (element.Name == W.Run)
            {
                _dropped.AddRange(Places.LinksIn(element));
            }
            else
            {
                Copy(element, Fill);
            }
        }
    }

    private void HeadingParagraph(XElement paragraph, int level)
    {
        var properties = paragraph.Element(W.ParagraphProperties)!;
        var before = Inside(() =>
        {
            _markup.Start(paragraph);
            _markup.Whole(properties);
        });
        var body = Inside(() =>
        {
            foreach (var child in paragraph.Elements().Where(e => e != properties))
            {
                Walk(child);
            }
        });
        _markup.Add(new Heading(level, before, body, [.. HeadingText(paragraph)]));
        _markup.End(paragraph);
    }

    private static IEnumerable<TextSource> HeadingText(XElement element)
    {
        foreach (var child in element.Elements())
        {
            var sources = child.Name == W.Control && ControlTag.Of(child) is { Kind: ControlKind.Field } field ? [new TaggedText(field.Tag)]
                : child.Name == W.Text ? [new FixedText(child.Value)]
                : HeadingText(child);
            foreach (var source in sources)
            {
                yield return source;
            }
        }
    }

    private void Contents()
    {
        for (var level = 1; level <= TemplateStyles.Levels; level++)
        {
            if (styles.ContentsStyles[level - 1] is null)
            {
                faults.Add(part, "report.template.missing-style", ("style", $"toc {level}"));
            }
        }

        _markup.Add(new Contents());
    }

    private static TextRun Run(TextSource source, XElement run)
    {
        var properties = run.Element(W.RunProperties) is { } given ? new XElement(given) : new XElement(W.RunProperties);
        properties.Elements(W.RunStyle).Where(s => W.ValueOf(s) == "PlaceholderText").Remove();
        var plain = RunMarkup.Open(properties);
        var fonts = properties.Element(W.Fonts);
        if (fonts is null)
        {
            fonts = new XElement(W.Fonts);
            if (properties.Element(W.RunStyle) is { } style)
            {
                style.AddAfterSelf(fonts);
            }
            else
            {
                properties.AddFirst(fonts);
            }
        }

        fonts.SetAttributeValue(W.Main + "hint", "eastAsia");
        return new TextRun(source, plain, RunMarkup.Open(properties));
    }

    private IReadOnlyList<Piece> Inside(Action compile)
    {
        var outer = _markup;
        _markup = new MarkupBuilder();
        compile();
        var pieces = _markup.Pieces();
        _markup = outer;
        return pieces;
    }
}
