using EvaluatorSuite.Application;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Authorization;

/// <summary>A page of the portal about one engagement: for those who speak for its organizer; everybody else hears that there is none.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PortalPageAttribute : AuthorizeAttribute, IAsyncAuthorizationFilter
{
    public PortalPageAttribute() : base(SignInRegistration.Portal)
    {
    }

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (context.RouteData.Values["engagementId"] is not string route)
        {
            return;
        }

        var mine = http.User.Identity?.IsAuthenticated == true ? http.User.Actor().Organizations : [];
        var db = http.RequestServices.GetRequiredService<SuiteDb>();
        if (!Guid.TryParse(route, out var id) || !await db.Engagements.AnyAsync(e => e.Id == id && mine.Contains(e.Event.OrganizerId), http.RequestAborted))
        {
            context.Result = new NotFoundResult();
        }
    }
}
