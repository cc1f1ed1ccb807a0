using System.IO.Compression;
using System.Text;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Web.Tests.Portal;

/// <summary>The annex forms come to the organizer's people and to the team, in the language of the request.</summary>
public sealed class FormTests(PortalSite portal) : IClassFixture<PortalSite>
{
    [Theory]
    [InlineData("plan", "碳中和实施计划", "Carbon-neutrality implementation plan")]
    [InlineData("commitment", "自我承诺函", "Commitment to the carbon neutrality")]
    public async Task A_form_is_fetched_by_the_link_of_the_page(string name, string chinese, string english)
    {
        var owner = await portal.Site.SignInAsync(PortalSite.Owner);
        var link = $"{portal.Mine.Root}/forms/{name}.docx";
        Assert.NotNull((await owner.OpenAsync(portal.Mine.Root)).QuerySelector($"a[href='{link}']"));

        var answer = await owner.GetAsync(link);

        Assert.Contains(Uri.EscapeDataString(chinese), answer.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        var text = Text(await answer.Content.ReadAsByteArrayAsync());
        Assert.Contains(chinese, text, StringComparison.Ordinal);
        Assert.Contains("第三届长白山冰雪产业论坛", text, StringComparison.Ordinal);
        Assert.Contains("吉林省冰雪产业促进会", text, StringComparison.Ordinal);
        await owner.GetAsync("/language?to=en");
        Assert.Contains(english, Text(await owner.Client.GetByteArrayAsync(link)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SampleSite.Leader, 200)]
    [InlineData(SampleSite.Reviewer, 200)]
    [InlineData(SampleSite.Outsider, 404)]
    [InlineData(PortalSite.Owner, 404)]
    public async Task The_team_has_the_forms_too_and_outsiders_have_not(string who, int status)
    {
        var visitor = await portal.Site.SignInAsync(who);

        foreach (var name in new[] { "plan", "commitment" })
        {
            Assert.Equal(status, (int)(await visitor.GetAsync($"{portal.Sample.Engagement}/forms/{name}.docx")).StatusCode);
        }

        Assert.Equal(404, (int)(await visitor.GetAsync($"{portal.Sample.Engagement}/forms/other.docx")).StatusCode);
    }

    [Fact]
    public async Task The_team_finds_the_forms_where_it_asks_the_organizer()
    {
        var page = await (await portal.Site.SignInAsync(SampleSite.Leader)).OpenAsync($"{portal.Sample.Engagement}/requests");

        Assert.Equal(2, page.QuerySelectorAll($"a[href^='{portal.Sample.Engagement}/forms/']").Length);
    }

    private static string Text(byte[] document)
    {
        using var archive = new ZipArchive(new MemoryStream(document), ZipArchiveMode.Read);
        using var reader = new StreamReader(archive.GetEntry("word/document.xml")!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
