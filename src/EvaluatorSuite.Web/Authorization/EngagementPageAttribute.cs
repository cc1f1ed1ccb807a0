using EvaluatorSuite.Application;
using EvaluatorSuite.Domain.Engagements;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace EvaluatorSuite.Web.Authorization;

/// <summary>Lets in those whose part in the engagement of the route allows <paramref name="act"/>. Outsiders are told that it does not exist.</summary>
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
        if (!Guid.TryParse(context.RouteData.Values["engagementId"] as string, out var id) || !await db.MaySeeAsync(http.User, id, http.RequestAborted))
        {
            context.Result = new NotFoundResult();
        }
    }
}
