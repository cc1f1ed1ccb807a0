using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Domain;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Api;

public static class RegistryEndpoints
{
    public static void MapRegistry(this IEndpointRouteBuilder api)
    {
        api.MapGet("/organizations", OrganizationsAsync).WithTags("Registry").Needs(TokenScopes.ReadRegistry);
        api.MapGet("/people", PeopleAsync).WithTags("Registry").Needs(TokenScopes.ReadRegistry);
    }

    /// <summary>Organizations by credit code or exact name: at most a few.</summary>
    /// <param name="find">Credit code or name.</param>
    internal static async Task<Found<IReadOnlyList<OrganizationView>>> OrganizationsAsync(SuiteDb db, string? find, CancellationToken cancellationToken)
    {
        var text = Required(find, "find");
        var code = text.ToUpperInvariant();
        var found = await db.Organizations.AsNoTracking().Where(o => o.Uscc == code || o.Name == text).OrderBy(o => o.Uscc).Take(ApiList.Usual).ToListAsync(cancellationToken);
        return new([.. found.Select(OrganizationView.Of)]);
    }

    /// <summary>Who can take part in a firm's engagements: its employees now, and whoever has an account.</summary>
    /// <param name="firm">Credit code, or name, of the evaluation body.</param>
    internal static async Task<Found<IReadOnlyList<PersonView>>> PeopleAsync(RegistryLookup lookup, TimeProvider clock, string? firm, CancellationToken cancellationToken)
    {
        var firmId = await lookup.OrganizationAsync(Required(firm, "firm"), "firm", cancellationToken);
        var people = await lookup.PeopleAsync(firmId, ChinaTime.Today(clock), cancellationToken);
        return new([.. people.Select(p => new PersonView(p.Id, p.Name, p.Email, p.Qualifications))]);
    }

    private static string Required(string? text, string name) =>
        string.IsNullOrWhiteSpace(text) ? throw new ApiException(StatusCodes.Status400BadRequest, new Refusal(new Message("api.query-missing", ("name", name)), name)) : text.Trim();
}
