using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.Guides;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Application.Tests.Guides;

public sealed class GuideFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task The_packs_that_are_shipped_have_no_fault()
    {
        var packs = await new GuideFolder(new SuiteOptions { GuidesFolder = Repository.Guides }).LoadAsync(CancellationToken.None);

        Assert.Equal(["jilin-2026-draft", "mee-2019"], packs.Select(p => p.Pack.Key));
    }

    [Fact]
    public async Task Every_fault_of_every_pack_is_told_at_once_with_its_place()
    {
        Copy("jilin-2026-draft", json => json.Replace("\"kWh\"", "\"kw\"", StringComparison.Ordinal).Replace("kgCO2/kWh", "kgCO2/kw", StringComparison.Ordinal));
        Copy("mee-2019", json => json.Replace("\"key\": \"mee-2019\"", "\"key\": \"mee-2020\"", StringComparison.Ordinal));
        File.Delete(Path.Combine(_folder.Path, "mee-2019", "report.docx"));

        var broken = await Assert.ThrowsAsync<UnreadableException>(() => new GuideFolder(new SuiteOptions { GuidesFolder = _folder.Path }).LoadAsync(CancellationToken.None));

        Assert.Contains(broken.Faults, f => f.Path.StartsWith("jilin-2026-draft/guide.json: $.factors[", StringComparison.Ordinal) && f.What.Code == "unit.factor");
        Assert.Contains(broken.Faults, f => (f.Path, f.What.Code) == ("mee-2019/guide.json: $.key", "guide.folder-name"));
        Assert.Contains(broken.Faults, f => (f.Path, f.What.Code) == ("mee-2019/guide.json: $.templates.report", "guide.template-missing"));
        Assert.All(broken.Faults, f => Assert.All(TextCatalog.Languages, language => Assert.NotEmpty(TextCatalog.In(language).Say(f.What))));
    }

    [Fact]
    public async Task A_folder_without_packs_is_a_fault()
    {
        var broken = await Assert.ThrowsAsync<UnreadableException>(() => new GuideFolder(new SuiteOptions { GuidesFolder = _folder.Path }).LoadAsync(CancellationToken.None));

        Assert.Equal("guide.none", Assert.Single(broken.Faults).What.Code);
    }

    public void Dispose() => _folder.Dispose();

    private void Copy(string key, Func<string, string> change)
    {
        Directory.CreateDirectory(_folder[key]);
        File.WriteAllText(Path.Combine(_folder[key], "guide.json"), change(File.ReadAllText(Path.Combine(Repository.Guides, key, "guide.json"))));
        File.Copy(Path.Combine(Repository.Guides, key, "report.docx"), Path.Combine(_folder[key], "report.docx"));
    }
}
