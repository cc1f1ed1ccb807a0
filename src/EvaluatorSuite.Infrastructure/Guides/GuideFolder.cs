using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Infrastructure.Guides;

/// <summary>The guide packs of a folder, one folder each, named like the key.</summary>
public sealed class GuideFolder(SuiteOptions options) : IGuideSource
{
    public async Task<IReadOnlyList<GuideFiles>> LoadAsync(CancellationToken cancellationToken)
    {
        var faults = new List<Fault>();
        var packs = new List<GuideFiles>();
        var folders = Directory.Exists(options.GuidesFolder) ? Directory.EnumerateDirectories(options.GuidesFolder).Order(StringComparer.Ordinal).ToList() : [];
        foreach (var folder in folders.Where(f => File.Exists(Path.Combine(f, GuidePack.FileName))))
        {
            try
            {
                packs.Add(await LoadAsync(folder, cancellationToken));
            }
            catch (UnreadableException broken)
            {
                faults.AddRange(broken.Faults.Select(f => f with { Path = $"{Path.GetFileName(folder)}/{broken.File}: {f.Path}" }));
            }
        }

        if (packs.Count == 0 && faults.Count == 0)
        {
            faults.Add(new Fault("$", new Domain.Message("guide.none", ("folder", options.GuidesFolder))));
        }

        return faults.Count == 0 ? packs : throw new UnreadableException(options.GuidesFolder, faults);
    }

    private static async Task<GuideFiles> LoadAsync(string folder, CancellationToken cancellationToken)
    {
        var json = await File.ReadAllBytesAsync(Path.Combine(folder, GuidePack.FileName), cancellationToken);
        var pack = GuidePackReader.Read(json);
        var faults = new Faults();
        if (pack.Key != Path.GetFileName(folder))
        {
            faults.Add("$.key", "guide.folder-name", ("key", pack.Key), ("folder", Path.GetFileName(folder)));
        }

        var template = Path.Combine(folder, pack.ReportTemplate);
        if (!File.Exists(template))
        {
            faults.Add("$.templates.report", "guide.template-missing", ("name", pack.ReportTemplate));
        }

        return faults.Count == 0
            ? new GuideFiles(pack, json, await File.ReadAllBytesAsync(template, cancellationToken))
            : throw new UnreadableException(GuidePack.FileName, faults.All);
    }
}
