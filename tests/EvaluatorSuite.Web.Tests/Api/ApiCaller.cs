using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Web.Tests.Api;

/// <summary>Another system that calls the API with a token.</summary>
public sealed class ApiCaller(HttpClient client, string? secret)
{
    private static readonly ConditionalWeakTable<Site, ConcurrentDictionary<string, string>> Secrets = [];

    public HttpClient Client { get; } = client;

    /// <summary>With one token for the same user and scopes, as a system has; all scopes unless some are named.</summary>
    public static async Task<ApiCaller> OfAsync(Site site, string account, params string[] scopes)
    {
        var (secrets, key) = (Secrets.GetOrCreateValue(site), $"{account} {string.Join(' ', scopes)}");
        if (!secrets.TryGetValue(key, out var secret))
        {
            secrets[key] = secret = await TokenAsync(site, account, 30, scopes.Length > 0 ? scopes : [.. TokenScopes.All]);
        }

        return new ApiCaller(site.Anonymous().Client, secret);
    }

    public static async Task<string> TokenAsync(Site site, string account, int days, params string[] scopes)
    {
        var secret = "";
        await site.UseAsync<IServiceProvider>(async services =>
        {
            var db = services.GetRequiredService<SuiteDb>();
            var user = await db.Users.SingleAsync(u => u.Email == account);
            await using var transaction = await db.Database.BeginTransactionAsync();
            secret = await services.GetRequiredService<AccessTokens>().CreateAsync(new Actor(user.Id, user.DisplayName, user.PersonId, user.Roles, []), "test", scopes, days, CancellationToken.None);
            await transaction.CommitAsync();
        });
        return secret;
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? language = null) => SendAsync("GET", path, null, language: language);

    /// <param name="json">Null for no body.</param>
    /// <param name="key">A new one unless given; an empty one is not sent.</param>
    public Task<HttpResponseMessage> SendAsync(string method, string path, string? json, int? version = null, string? key = null, string? language = null) =>
        SendAsync(Request(method, path, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"), version, key, language));

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => Client.SendAsync(request);

    public HttpRequestMessage Request(string method, string path, HttpContent? content, int? version = null, string? key = null, string? language = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path.StartsWith('/') ? path : $"/api/v1/{path}") { Content = content };
        request.Headers.Authorization = secret is null ? null : new AuthenticationHeaderValue("Bearer", secret);
        if (method == "POST" && key != "")
        {
            request.Headers.Add("Idempotency-Key", key ?? Guid.CreateVersion7().ToString());
        }

        if (version is { } seen)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{seen}\"");
        }

        if (language is not null)
        {
            request.Headers.Add("Accept-Language", language);
        }

        return request;
    }

    public static async Task<JsonNode> ReadAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    /// <summary>The body of an answer that must have this status.</summary>
    public static async Task<JsonNode> ReadAsync(HttpResponseMessage answer, int status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} instead of {status}: {text}");
        return JsonNode.Parse(text.Length == 0 ? "{}" : text)!;
    }

    /// <summary>A problem in the form that all have.</summary>
    public static async Task<JsonNode> ProblemAsync(HttpResponseMessage answer, int status, string code)
    {
        var problem = await ReadAsync(answer, status);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal((code, $"/problems/{code}", status), ((string)problem["code"]!, (string)problem["type"]!, (int)problem["status"]!));
        Assert.NotEmpty((string)problem["title"]!);
        return problem;
    }

    /// <summary>Every row of a list, read part by part.</summary>
    public static async Task<IReadOnlyList<JsonNode>> WalkAsync(ApiCaller caller, string path, int limit, string? cursor = null)
    {
        var rows = new List<JsonNode>();
        do
        {
            var part = await ReadAsync(await caller.GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}"), 200);
            var items = part["items"]!.AsArray();
            Assert.InRange(items.Count, 0, limit);
            rows.AddRange(items.Select(i => i!));
            cursor = (string?)part["next"];
        }
        while (cursor is not null && rows.Count < 10_000);
        return rows;
    }

    public static IReadOnlyList<string> Codes(JsonNode problem) => [.. problem["refusals"]!.AsArray().Select(r => (string)r!["code"]!)];
}
