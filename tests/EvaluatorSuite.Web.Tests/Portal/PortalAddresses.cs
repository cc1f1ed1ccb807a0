using System.Reflection;
using System.Text.RegularExpressions;
using EvaluatorSuite.Testing;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Pages.Portal;
using EvaluatorSuite.Web.Tests.Everywhere;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests.Portal;

/// <summary>
/// Every address that an organizer's person can read, taken from the routes themselves: a new page stands in it by itself, and one whose
/// rows or parameters are not known here fails until somebody says which of them to read.
/// </summary>
internal static partial class PortalAddresses
{
    // What the firm delivers as a document says what the firm chose to say in it; who may fetch it is tested with the access.
    private static readonly string[] Delivered = ["portal/engagements/{engagementId:guid}/issued/{reportId:guid}", "portal/engagements/{engagementId:guid}/reports/{reportId:guid}"];

    // Everybody's own, without a word of any engagement; and what is sent and not read.
    private static readonly string[] Apart = ["resume/{id:guid}", "account/second-factor/off", "account/recovery-codes", "portal/engagements/{engagementId:guid}/files"];

    public static async Task<IReadOnlyList<string>> OfAsync(Site site, Target target)
    {
        var rows = await RowsAsync(site, target);
        var addresses = new List<string>();
        foreach (var endpoint in await EndpointsAsync(site))
        {
            var route = endpoint.RoutePattern.RawText!.TrimStart('/');
            if (Delivered.Contains(route) || Apart.Contains(route))
            {
                continue;
            }

            foreach (var path in Filled($"/{route}", route, rows))
            {
                addresses.Add(path);
                addresses.AddRange(QueriesOf(endpoint, target).Select(q => $"{path}?{q}"));
                addresses.AddRange(ListsOf(endpoint, route).Select(list => $"{path}?export=xlsx&list={list}"));
            }
        }

        return addresses;
    }

    private static async Task<IReadOnlyList<RouteEndpoint>> EndpointsAsync(Site site)
    {
        var found = new List<RouteEndpoint>();
        await site.UseAsync<IEnumerable<EndpointDataSource>>(sources =>
        {
            found.AddRange(sources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
                .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null && e.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => a.Policy is SignInRegistration.Portal or SignInRegistration.SignedIn))
                .DistinctBy(e => e.RoutePattern.RawText));
            return Task.CompletedTask;
        });
        return found;
    }

    private static async Task<Dictionary<string, string[]>> RowsAsync(Site site, Target target)
    {
        var (requests, findings) = await site.ReadAsync(async db => (
            await db.EvidenceRequests.Where(r => r.EngagementId == target.Engagement).Select(r => $"{r.Id}").ToArrayAsync(),
            await db.Findings.Where(r => r.EngagementId == target.Engagement).Select(r => $"{r.Id}").ToArrayAsync()));
        return new Dictionary<string, string[]>
        {
            ["{engagementId:guid}"] = [$"{target.Engagement}"],
            ["requests/{rowId:guid}"] = requests,
            ["findings/{rowId:guid}"] = findings,
            ["receipts/{receiptId:guid}"] = [$"{target.Receipt}"],
            ["forms/{name}.docx"] = ["plan", "commitment"],
        };
    }

    private static IEnumerable<string> Filled(string path, string route, Dictionary<string, string[]> rows)
    {
        if (!Parameter().IsMatch(path))
        {
            return [path];
        }

        var (place, values) = rows.Where(r => path.Contains(r.Key, StringComparison.Ordinal)).Select(r => (r.Key, r.Value)).FirstOrDefault();
        Assert.True(place is not null, $"Say in {nameof(PortalAddresses)} which rows of '{route}' are read.");
        Assert.NotEmpty(values);
        return values.SelectMany(value => Filled(path.Replace(place, Parameter().Replace(place, value), StringComparison.Ordinal), route, rows));
    }

    private static IEnumerable<string> QueriesOf(RouteEndpoint endpoint, Target target)
    {
        var read = ModelOf(endpoint)?.GetProperties().Where(p => p.GetCustomAttribute<FromQueryAttribute>() is not null || p.GetCustomAttribute<BindPropertyAttribute>() is { SupportsGet: true }) ?? [];
        return read.Select(p => p.Name switch
        {
            _ when p.PropertyType == typeof(bool) => $"{p.Name}=true",
            _ when p.PropertyType == typeof(int) => $"{p.Name}=0",
            _ when p.PropertyType == typeof(string) => $"{p.Name}=x",
            "OrganizationId" => $"{p.Name}={target.Organizer}",
            "Invite" => $"{p.Name}={target.Member}",
            _ => throw new InvalidOperationException($"Say in {nameof(PortalAddresses)} what '{p.Name}' of {p.DeclaringType} is read with."),
        });
    }

    private static string[] ListsOf(RouteEndpoint endpoint, string route)
    {
        var writes = ModelOf(endpoint)?.GetMethod("SheetOf", BindingFlags.Instance | BindingFlags.NonPublic)?.DeclaringType != typeof(SuitePage);
        var named = AccessTests.Exports.GetValueOrDefault(route);
        Assert.True(ModelOf(endpoint) is null || !typeof(SuitePage).IsAssignableFrom(ModelOf(endpoint)) || writes == named is not null, $"'{route}' has lists in one of its page and {nameof(AccessTests)} only.");
        return named ?? [];
    }

    // Folders, names and types of pages agree.
    private static Type? ModelOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page
        ? typeof(PortalPageModel).Assembly.GetType($"EvaluatorSuite.Web{page.RelativePath.Replace(".cshtml", "Model", StringComparison.Ordinal).Replace('/', '.')}", throwOnError: true)
        : null;

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
