using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Web.Tests.Everywhere;

/// <summary>HTML drops a line break that stands first inside a text area, and with it an empty line that somebody's text begins with.</summary>
public sealed partial class TextAreaTests(SampleSite sample) : IClassFixture<SampleSite>
{
    private const string Text = "\n\n第三行才有字 <b>\n";

    [Fact]
    public async Task No_text_area_of_any_page_loses_the_empty_line_that_a_text_begins_with()
    {
        var everywhere = new AccessTests(sample);
        var (routes, pathOf) = (await everywhere.RoutesAsync(), await everywhere.PathsAsync());
        var (met, wrong) = (0, new List<string>());
        foreach (var who in new[] { SampleSite.Leader, SampleSite.Officer, SampleSite.Administrator })
        {
            var visitor = await sample.Site.SignInAsync(who);
            foreach (var route in routes.Where(r => AccessTests.Table[r][Array.IndexOf(AccessTests.Everyone, who)] == 200))
            {
                var answer = await visitor.GetAsync(pathOf(route));
                if (answer.Content.Headers.ContentType?.MediaType == "text/html")
                {
                    var html = await answer.Content.ReadAsStringAsync();
                    met += Begin().Count(html);
                    wrong.AddRange(Swallowing().Matches(html).Select(m => $"{who} {route}: {m.Value}"));
                }
            }
        }

        Assert.True(met > 20, "The text areas were not found.");
        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public async Task What_begins_with_an_empty_line_is_shown_so_when_it_comes_back()
    {
        var leader = await sample.Site.SignInAsync(SampleSite.Leader);
        var path = $"{sample.Engagement}/findings";
        var refused = await leader.SendAsync(path, "raise", ("Requirement", Text), ("Description", ""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(Text, ((IHtmlTextAreaElement)(await Visitor.ReadAsync(refused)).GetElementById("raise-requirement")!).Value);
    }

    [GeneratedRegex("<textarea\\b")]
    private static partial Regex Begin();

    [GeneratedRegex("<textarea\\b[^>]*>(?!\n)")]
    private static partial Regex Swallowing();
}
