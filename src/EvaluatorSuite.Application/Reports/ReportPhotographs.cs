using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Domain.Evidence;

namespace EvaluatorSuite.Application.Reports;

/// <summary>A photograph among the evidence: how it is drawn, or why it is not.</summary>
/// <param name="Picture">Null when it cannot be drawn.</param>
/// <param name="Why">Key of the text that says why not; null when it can.</param>
public sealed record Photograph(string Key, StoredPicture? Picture, string? Why);

/// <summary>Looks at the photographs among the evidence: whether a report can show them, and how large they are.</summary>
public sealed class ReportPhotographs(IEvidenceStore store)
{
    public const string Kind = "photo";

    /// <summary>Of one photograph; what a telephone takes has some 8 million bytes.</summary>
    public const long MostBytes = 12_000_000;

    /// <summary>Of all of them: a report has to be small enough to be sent.</summary>
    public const long MostBytesTogether = 60_000_000;

    /// <summary>On either side; Word does not open larger ones on every machine.</summary>
    public const int MostPixels = 12_000;

    /// <summary>In the order of the evidence, which is that of the report.</summary>
    public async Task<IReadOnlyList<Photograph>> ReadAsync(IReadOnlyList<EvidenceFacts> evidence, CancellationToken cancellationToken)
    {
        var found = new List<Photograph>();
        var digests = new HashSet<string>(StringComparer.Ordinal);
        var left = MostBytesTogether;
        foreach (var item in evidence.Where(e => e.Kind == Kind && e.Sha256 is not null))
        {
            var (picture, why) = await LookAsync(item, cancellationToken);
            if (picture is not null && digests.Add(picture.Sha256) && (left -= picture.Size) < 0)
            {
                left += picture.Size;
                digests.Remove(picture.Sha256);
                (picture, why) = (null, "report.photograph.too-many");
            }

            found.Add(new Photograph(item.Key, picture, why));
        }

        return found;
    }

    private async Task<(StoredPicture? Picture, string? Why)> LookAsync(EvidenceFacts item, CancellationToken cancellationToken)
    {
        await using var bytes = await store.OpenAsync(item.Sha256!, cancellationToken);
        if (bytes is null)
        {
            return (null, "report.photograph.gone");
        }

        if (item.Size > MostBytes)
        {
            return (null, "report.photograph.too-large");
        }

        return await PictureReader.ReadAsync(bytes, cancellationToken) switch
        {
            null => (null, "report.photograph.format"),
            { Width: > MostPixels } or { Height: > MostPixels } => (null, "report.photograph.too-large"),
            var size => (new StoredPicture(item.Title, item.Sha256!, size.Format, item.Size!.Value, size.Width, size.Height, size.Turn), null),
        };
    }
}
