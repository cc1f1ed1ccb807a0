using EvaluatorSuite.Application.Reports;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>A part that a report brings along besides those of its template.</summary>
/// <param name="Part">Its name in the package.</param>
/// <param name="Link">Type of the relationship by which another part names it.</param>
/// <param name="Packed">Null for a photograph, whose bytes go by when the package is written.</param>
/// <param name="ContentType">Null where the extension says it.</param>
internal sealed record Asset(string Part, string Link, PackedPart? Packed, string? ContentType = null)
{
    /// <summary>The kept photograph; null for what is made here.</summary>
    public StoredPicture? Stored { get; init; }
}

/// <summary>What a report draws, each once however often it stands there, numbered in the order in which it is come upon.</summary>
internal sealed class ReportAssets(TemplateStyles styles)
{
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly Dictionary<string, Asset> _known = new(StringComparer.Ordinal);
    private readonly List<Asset> _all = [];
    private int _drawings;
    private int _pictures;
    private int _charts;

    public IReadOnlyList<Asset> All => _all;

    public int NextDrawing() => ++_drawings;

    public Asset Picture(ReportPicture picture) => picture switch
    {
        StoredPicture stored => Known(stored.Sha256, () => new Asset($"word/media/reportPicture{++_pictures}.{(stored.Format == PictureFormat.Png ? "png" : "jpeg")}", $"{Office}/image", null) { Stored = stored }),
        CodePicture code => Known(code.Text, () => Made($"word/media/reportPicture{++_pictures}.png", CodeImage.Draw(code.Text))),
        _ => throw new ArgumentException($"{picture.GetType()} cannot be drawn.", nameof(picture)),
    };

    public Asset Chart(string name, ReportChart chart) => Known($"chart:{name}", () =>
    {
        var number = ++_charts;
        var workbook = $"word/embeddings/reportChart{number}.xlsx";
        _all.Add(new Asset(workbook, $"{Office}/package", ChartWorkbook.Pack(workbook, chart)));
        _all.Add(new Asset($"word/charts/_rels/reportChart{number}.xml.rels", "", PackedPart.Of($"word/charts/_rels/reportChart{number}.xml.rels", ChartMarkup.Links(number))));
        var part = $"word/charts/reportChart{number}.xml";
        return new Asset(part, $"{Office}/chart", PackedPart.Of(part, ChartMarkup.Write(chart, styles)), "application/vnd.openxmlformats-officedocument.drawingml.chart+xml");
    });

    /// <returns>The part that the document names; what goes with it is taken along.</returns>
    public Asset Record(ReportRecord record, int number)
    {
        var parts = RecordPart.Assets(record, number);
        _all.AddRange(parts);
        return parts[0];
    }

    private static Asset Made(string part, byte[] bytes) => new(part, $"{Office}/image", PackedPart.Of(part, bytes));

    private Asset Known(string key, Func<Asset> make)
    {
        if (!_known.TryGetValue(key, out var asset))
        {
            _known.Add(key, asset = make());
            _all.Add(asset);
        }

        return asset;
    }
}

/// <summary>The links that one part of a report has besides those of its template.</summary>
internal sealed class PartLinks
{
    private readonly List<Asset> _assets = [];

    public IReadOnlyList<(string Id, Asset Asset)> All => [.. _assets.Select((a, i) => (Id(i), a))];

    public string To(Asset asset)
    {
        if (!_assets.Contains(asset))
        {
            _assets.Add(asset);
        }

        return Id(_assets.IndexOf(asset));
    }

    private static string Id(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"rIdReport{index + 1}");
}
