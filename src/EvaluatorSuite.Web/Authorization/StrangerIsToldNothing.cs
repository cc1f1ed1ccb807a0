using EvaluatorSuite.Application.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace EvaluatorSuite.Web.Authorization;

/// <summary>
/// An organizer's user who tries an address of the firm's own pages hears that there is none, and is led from the front door to the
/// portal; staff hear that they may not.
/// </summary>
public sealed class StrangerIsToldNothing : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden && !StaffRoles.All.Any(context.User.IsInRole))
        {
            if (context.Request.Path == "/" && context.User.IsInRole(StaffRoles.Organizer))
            {
                context.Response.Redirect("/portal");
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            }

            return Task.CompletedTask;
        }

        return _usual.HandleAsync(next, context, policy, authorizeResult);
    }
}
