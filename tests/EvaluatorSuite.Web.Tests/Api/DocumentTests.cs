using System.Text.RegularExpressions;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Testing;
using EvaluatorSuite.Web.Api;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace EvaluatorSuite.Web.Tests.Api;

/// <summary>The OpenAPI document says what there is, and the page shows it under a policy that lets nothing else in.</summary>
public sealed partial class DocumentTests(SampleSite sample) : IClassFixture<SampleSite>
{
    private Site Site => sample.Site;

    [Fact]
    public async Task The_document_is_valid_and_lists_every_route_with_its_scope_and_its_refusals()
    {
        var text = await (await (await ApiCaller.OfAsync(Site, SampleSite.Leader)).GetAsync("openapi.json")).Content.ReadAsStringAsync();

        var read = OpenApiDocument.Parse(text, "json");
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        var described = read.Document!.Paths.SelectMany(p => p.Value.Operations!.Select(o => $"{o.Key.Method} {p.Key}")).Order().ToList();
        Assert.Equal((await RoutesAsync()).Order(), described);
        Assert.All(read.Document.Paths.SelectMany(p => p.Value.Operations!), o =>
        {
            Assert.False(string.IsNullOrWhiteSpace(o.Value.Summary), o.Value.OperationId);
            Assert.Contains("Scope: `", o.Value.Description, StringComparison.Ordinal);
            Assert.NotEmpty(o.Value.Security!);
            Assert.Superset(new HashSet<string> { "400", "401", "403", "404", "429", "500" }, o.Value.Responses!.Keys.ToHashSet());
            Assert.Contains(o.Value.Responses.Keys, s => s[0] == '2');
            Assert.Equal(o.Key == HttpMethod.Post, o.Value.Parameters!.Any(p => p.Name == "Idempotency-Key" && p.Required));
            Assert.Equal(o.Value.Responses.ContainsKey("412"), o.Value.Parameters!.Any(p => p.Name == "If-Match"));
        });
        Assert.Distinct(read.Document.Paths.SelectMany(p => p.Value.Operations!).Select(o => o.Value.OperationId));
    }

    [Fact]
    public async Task Every_property_of_a_body_is_described_as_it_is_read_and_every_example_can_be_read()
    {
        var schemas = (await ApiCaller.ReadAsync(await (await ApiCaller.OfAsync(Site, SampleSite.Leader)).GetAsync("openapi.json"), 200))["components"]!["schemas"]!.AsObject();
        var bodies = typeof(ApiExamples).Assembly.GetTypes().Where(t => ApiExamples.Of(t) is not null).ToList();

        Assert.Equal(25, bodies.Count);
        Assert.All(bodies, type =>
        {
            var properties = schemas[type.Name]!["properties"]!.AsObject();
            Assert.Equal(type.GetProperties().Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]).Order(), properties.Select(p => p.Key).Order());
            var read = typeof(BodyReader).GetMethod(nameof(BodyReader.Read))!.MakeGenericMethod(type);
            JsonReading.Read("example", System.Text.Encoding.UTF8.GetBytes(ApiExamples.Of(type)!), reader => read.Invoke(null, [reader]));
        });
        Assert.Contains("not-applicable", schemas["JudgementBody"]!.ToJsonString() + schemas["Judgement"]?.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_runs_its_own_script_alone()
    {
        var leader = await Site.SignInAsync(SampleSite.Leader);

        var page = await leader.GetAsync("/api/v1/docs/");
        var html = await page.Content.ReadAsStringAsync();
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        var script = await leader.GetAsync("/api/v1/docs/scalar.js");

        var nonce = Nonce().Match(policy).Groups[1].Value;
        Assert.True(nonce.Length >= 16, policy);
        Assert.DoesNotContain("unsafe", policy.Replace("style-src 'self' 'unsafe-inline'", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", (await leader.GetAsync("/account/tokens")).Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains($"nonce=\"{nonce}\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", html, StringComparison.Ordinal);
        Assert.NotEqual(nonce, Nonce().Match((await leader.GetAsync("/api/v1/docs/")).Headers.GetValues("Content-Security-Policy").Single()).Groups[1].Value);
        Assert.True(script.IsSuccessStatusCode);
        Assert.Contains("/sign-in", (await Site.Anonymous().GetAsync("/api/v1/docs/")).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    private async Task<List<string>> RoutesAsync()
    {
        var routes = new List<string>();
        await Site.UseAsync<IEnumerable<EndpointDataSource>>(sources =>
        {
            foreach (var endpoint in sources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Where(e => e.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal) && e.Metadata.GetMetadata<Microsoft.AspNetCore.RateLimiting.EnableRateLimitingAttribute>() is not null))
            {
                var path = Constraint().Replace(endpoint.RoutePattern.RawText!, "}").TrimEnd('/');
                routes.AddRange(endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {path}"));
            }

            return Task.CompletedTask;
        });
        Assert.True(routes.Count > 35, $"{routes.Count}");
        return routes;
    }

    [GeneratedRegex(@":\w+\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"'nonce-([^']+)'")]
    private static partial Regex Nonce();
}
