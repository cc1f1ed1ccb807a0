using System.Collections.Concurrent;
using System.Security.Cryptography;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>Fills Word templates. Each is taken apart once; a report is then its pieces written one after the other.</summary>
public sealed class WordReportRenderer : IReportRenderer
{
    private const string FileName = "report.docx";

    // Enough for the packs of an installation in all the versions that its open engagements pin.
    private const int MostKept = 32;

    private readonly ConcurrentDictionary<string, WordTemplate> _templates = new(StringComparer.Ordinal);

    public async Task RenderAsync(ReportContent content, ReadOnlyMemory<byte> wordTemplate, OpenPicture pictures, Stream output, CancellationToken cancellationToken)
    {
        var template = Checked(content, wordTemplate);
        var assets = new ReportAssets(template.Styles);
        var links = new Dictionary<string, PartLinks>(StringComparer.Ordinal);
        var filled = new Dictionary<string, PackedPart>(StringComparer.Ordinal);
        foreach (var part in template.Parts.Where(p => p.Packed is null && p.List is null))
        {
            links.Add(part.Name, new PartLinks());
            filled.Add(part.Name, PackedPart.Deflate(part.Name, stream =>
            {
                using var writer = new PartWriter(content, template.Styles, assets, links[part.Name], stream);
                writer.Write(part.Pieces);
            }));
        }

        if (content.Record is { } record)
        {
            links.TryAdd(WordTemplate.Document, new PartLinks());
            links[WordTemplate.Document].To(assets.Record(record, template.FreeCustomPart));
        }

        using var package = new PackageWriter(output);
        foreach (var part in template.Parts)
        {
            package.Add(part switch
            {
                { Packed: { } packed } => packed,
                { List: { } list, Of: { } of } => list.WithLinks(part.Name, of, links.GetValueOrDefault(of)),
                { List: { } list } => list.WithTypes(part.Name, assets.All),
                _ => filled[part.Name],
            });
        }

        foreach (var (part, more) in links.Where(l => l.Value.All.Count > 0 && !template.Parts.Any(p => p.Of == l.Key)))
        {
            package.Add(OpenList.OfLinks().WithLinks(PackageParts.LinksOf(part), part, more));
        }

        foreach (var asset in assets.All)
        {
            await AddAsync(package, asset, pictures, cancellationToken);
        }

        package.Finish();
    }

    private static async Task AddAsync(PackageWriter package, Asset asset, OpenPicture pictures, CancellationToken cancellationToken)
    {
        if (asset.Packed is { } packed)
        {
            package.Add(packed);
            return;
        }

        var stored = asset.Stored!;
        await using var bytes = await pictures(stored.Sha256, cancellationToken) ?? throw new InvalidDataException($"The bytes {stored.Sha256} of a photograph are gone.");
        await package.AddAsync(asset.Part, stored.Size, bytes, cancellationToken);
    }

    private WordTemplate Checked(ReportContent content, ReadOnlyMemory<byte> wordTemplate)
    {
        var template = Compiled(wordTemplate);
        var faults = TemplateCheck.FaultsOf(template, content);
        return faults.Count == 0 ? template : throw new UnreadableException(FileName, faults);
    }

    private WordTemplate Compiled(ReadOnlyMemory<byte> bytes)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        if (_templates.Count >= MostKept && !_templates.ContainsKey(digest))
        {
            _templates.Clear();
        }

        return _templates.GetOrAdd(digest, _ => WordTemplate.Compile(bytes, FileName));
    }
}
