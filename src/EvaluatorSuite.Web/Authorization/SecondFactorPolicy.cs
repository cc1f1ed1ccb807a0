using System.Security.Claims;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace EvaluatorSuite.Web.Authorization;

/// <summary>A page that staff reach before they have set up the second factor that their firm asks for.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BeforeSecondFactorAttribute : Attribute;

/// <summary>
/// Where all staff must have a second factor, who has none is led to set it up and reaches nothing else. Whoever signed in at the
/// authority was asked there for what it asks; a key of the API is no session.
/// </summary>
public static class SecondFactorPolicy
{
    public static IApplicationBuilder UseSecondFactorPolicy(this IApplicationBuilder app, SuiteOptions options) =>
        !options.StaffNeedSecondFactor ? app : app.Use((http, next) =>
        {
            if (!Lacks(http.User) || http.GetEndpoint() is not { } endpoint || IsBefore(endpoint))
            {
                return next(http);
            }

            var back = HttpMethods.IsGet(http.Request.Method) ? $"?returnUrl={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}" : "";
            http.Response.Redirect($"/account/second-factor{back}");
            return Task.CompletedTask;
        });

    private static bool Lacks(ClaimsPrincipal user) =>
        user.Identities.Any(i => i.AuthenticationType == IdentityConstants.ApplicationScheme)
        && StaffRoles.All.Any(user.IsInRole) && !user.HasSecondFactor() && !user.IsOfAuthority();

    private static bool IsBefore(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<BeforeSecondFactorAttribute>() is not null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
}
