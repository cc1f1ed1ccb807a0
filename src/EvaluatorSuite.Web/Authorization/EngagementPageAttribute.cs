using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain.Engagements;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace EvaluatorSuite.Web.Authorization;

/// <summary>
/// Lets in those whose part in the engagement of the route allows <paramref name="act"/>. Outsiders are told that it does not exist,
/// insiders that they may not. The use cases ask again: a page that names too little opens nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EngagementPageAttribute(EngagementAct act) : Attribute, IAsyncAuthorizationFilter
{
    public EngagementAct Act { get; } = act;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (http.User.Identity?.IsAuthenticated != true)
        {
            return;
        }

        var db = http.RequestServices.GetRequiredService<SuiteDb>();
        var parts = Guid.TryParse(context.RouteData.Values["engagementId"] as string, out var id)
            ? await db.PartsAsync(http.User.Actor(), id, http.RequestAborted)
            : EngagementParts.None;
        http.Items[typeof(EngagementParts)] = parts;
        context.Result = parts == EngagementParts.None ? new NotFoundResult() : parts.May(Act) ? null : new ForbidResult();
    }

    /// <summary>The parts of the signed-in user in the engagement of this request.</summary>
    public static EngagementParts PartsOf(HttpContext http) => http.Items[typeof(EngagementParts)] as EngagementParts? ?? EngagementParts.None;
}
