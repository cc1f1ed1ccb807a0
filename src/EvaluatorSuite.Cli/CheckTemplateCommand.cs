using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.Guides;
using EvaluatorSuite.Infrastructure.Word.Checks;

namespace EvaluatorSuite.Cli;

/// <summary>Tells whoever edits a template every fault of it, before anybody uploads it.</summary>
internal sealed class CheckTemplateCommand(TextCatalog texts, TextWriter output, TextWriter errors)
{
    /// <param name="guide">Key of a pack, or a <c>guide.json</c>; without it the one beside the template.</param>
    /// <param name="guides">Where the packs are.</param>
    public async Task<int> RunAsync(string path, string? guide, string? guides, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return await RefuseAsync($"{path}: {texts["cli.check-template.missing"]}");
        }

        try
        {
            var pack = await PackAsync(path, guide, guides, cancellationToken);
            var faults = pack is null ? [] : new ReportTemplateCheck(new WordTemplateReader()).FaultsOf(pack, await ReadAsync(path, cancellationToken), TemplateScrutiny.Whole);
            return pack is null ? CommandLine.Unreadable : faults.Count > 0 ? await SayAsync(path, faults) : await CleanAsync(path, pack);
        }
        catch (UnreadableException broken)
        {
            foreach (var fault in broken.Faults)
            {
                await errors.WriteLineAsync($"{broken.File}: {fault.Path}: {texts.Say(fault.What)}");
            }

            return CommandLine.Unreadable;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return await RefuseAsync($"{path}: {texts.Say("cli.check-template.closed", ("reason", failure.Message))}");
        }
    }

    private async Task<GuidePack?> PackAsync(string path, string? guide, string? guides, CancellationToken cancellationToken)
    {
        var beside = guide is null ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, GuidePack.FileName) : guide;
        if (File.Exists(beside))
        {
            return GuidePackReader.Read(await File.ReadAllBytesAsync(beside, cancellationToken));
        }

        var folder = guides ?? Environment.GetEnvironmentVariable("Suite__GuidesFolder") ?? new SuiteOptions().GuidesFolder;
        var packs = await new GuideFolder(new SuiteOptions { GuidesFolder = folder }).LoadAsync(cancellationToken);
        if (packs.FirstOrDefault(p => p.Pack.Key == guide) is { } found)
        {
            return found.Pack;
        }

        var allowed = ("allowed", (object)string.Join(", ", packs.Select(p => p.Pack.Key)));
        await errors.WriteLineAsync(guide is null ? texts.Say("cli.check-template.which", allowed) : texts.Say("cli.check-template.no-guide", ("key", guide), allowed));
        return null;
    }

    /// <summary>One byte more than is allowed is enough to be told that it is too large.</summary>
    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        var bytes = new byte[Math.Min(file.Length, GuideArchive.MaxTemplateBytes + 1)];
        await file.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private async Task<int> SayAsync(string path, IReadOnlyList<TemplateFault> faults)
    {
        foreach (var fault in faults)
        {
            var place = fault.Place is { } found ? texts.Say(found) : texts["cli.check-template.whole"];
            await errors.WriteLineAsync($"{path}: {texts.Say("cli.check-template.fault", ("place", place), ("what", fault.What), ("mend", fault.Mend), ("code", fault.Code))}");
        }

        return await RefuseAsync(texts.Say(faults.Count < Faults.MaxListed ? "cli.check-template.faults" : "cli.check-template.faults-most", ("count", faults.Count)));
    }

    private async Task<int> CleanAsync(string path, GuidePack pack)
    {
        await output.WriteLineAsync($"{path}: {texts.Say(new Message("cli.check-template.clean", ("key", pack.Key), ("version", pack.Version)))}");
        return CommandLine.Done;
    }

    private async Task<int> RefuseAsync(string why)
    {
        await errors.WriteLineAsync(why);
        return CommandLine.Unreadable;
    }
}
