using System.IO.Compression;
using AngleSharp.Dom;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Web.Tests.Everywhere;

/// <summary>What must hold on every page: markup, weight, headers.</summary>
public sealed class PageTests(SampleSite sample) : IClassFixture<SampleSite>
{
    /// <summary>Bytes of one page, compressed; with the style sheets a first visit may cost 250 kB.</summary>
    private const int MaxPage = 40_000;
    private const int MaxFirstVisit = 250_000;

    private string[] Paths =>
    [
        "/", "/engagements", "/engagements/import", "/guides", "/?all=blocked", "/search", "/search?q=%E5%86%B0%E9%9B%AA", "/queue", "/dashboard", $"{sample.Engagement}/timeline", $"{sample.Engagement}/changes", sample.Engagement, $"{sample.Engagement}/evidence", $"{sample.Engagement}/checklist",
        $"{sample.Engagement}/inventory", $"{sample.Engagement}/offsets", $"{sample.Engagement}/findings", $"{sample.Engagement}/independence",
        $"{sample.Engagement}/report", $"{sample.Engagement}/sign", "/verify", "/verify/register", $"{sample.Engagement}/ledger", $"{sample.Engagement}/inventory/lines/new", $"{sample.Engagement}/inventory/grid",
        $"{sample.Engagement}/inventory/exclusions", $"{sample.Engagement}/inventory/import",
        "/organizations", "/organizations/new", "/ownerships/new", "/services/new", "/employments/new", "/people", "/people/new",
    ];

    [Fact]
    public async Task Every_page_has_one_heading_labels_for_its_fields_and_scopes_for_its_columns()
    {
        var visitor = await sample.Site.SignInAsync(SampleSite.Leader);
        foreach (var path in Paths)
        {
            var page = await visitor.OpenAsync(path);
            Assert.True(page.QuerySelectorAll("h1").Length == 1, $"{path} has {page.QuerySelectorAll("h1").Length} h1.");
            Assert.Equal("zh-CN", page.DocumentElement.GetAttribute("lang"));
            Assert.All(page.QuerySelectorAll("th"), th => Assert.NotNull(th.GetAttribute("scope")));
            Assert.All(page.QuerySelectorAll("input:not([type=hidden])"), i => Assert.NotNull(page.QuerySelector($"label[for='{i.Id}']") ?? i.Closest("label")));
            Assert.All(page.QuerySelectorAll("svg[role=img]"), svg => Assert.NotEmpty(svg.QuerySelector("desc")!.TextContent));
            Assert.Empty(page.QuerySelectorAll("script:not([src]), style, [style], [onclick]"));
            Assert.Equal(page.QuerySelectorAll("[id]").Length, page.QuerySelectorAll("[id]").Select(e => e.Id).Distinct().Count());
        }
    }

    [Fact]
    public async Task Every_page_is_light()
    {
        var visitor = await sample.Site.SignInAsync(SampleSite.Leader);
        foreach (var path in Paths)
        {
            Assert.InRange(Compressed(await visitor.Client.GetByteArrayAsync(path)), 1, MaxPage);
        }

        var assets = (await visitor.OpenAsync(sample.Engagement)).QuerySelectorAll("link[href], script[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).ToList();
        var weight = 0;
        foreach (var asset in assets.Append("/lib/tabler/icons.svg"))
        {
            weight += Compressed(await visitor.Client.GetByteArrayAsync(asset));
        }

        Assert.InRange(weight + MaxPage, 1, MaxFirstVisit);
    }

    [Fact]
    public async Task Every_page_forbids_scripts_from_elsewhere_and_frames()
    {
        var answer = await sample.Site.Anonymous().GetAsync("/sign-in");

        var policy = string.Join(';', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", string.Join("", answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task A_page_that_is_not_there_says_what_to_do()
    {
        var answer = await (await sample.Site.SignInAsync(SampleSite.Leader)).GetAsync("/nowhere");

        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Equal("没有这个页面", (await Visitor.ReadAsync(answer)).QuerySelector("h1")!.TextContent);
    }

    private static int Compressed(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return (int)target.Length;
    }
}
