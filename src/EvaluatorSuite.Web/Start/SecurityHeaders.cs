using EvaluatorSuite.Infrastructure;

namespace EvaluatorSuite.Web.Start;

public static class SecurityHeaders
{
    /// <summary>Scripts, styles and pictures of our own alone; nobody frames us; nothing inline.</summary>
    public static HeaderPolicyCollection Policy(SuiteOptions options) => new HeaderPolicyCollection()
        .AddFrameOptionsDeny()
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicySameOrigin()
        .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().Self();
            csp.AddScriptSrc().Self();
            csp.AddStyleSrc().Self();
            csp.AddImgSrc().Self().Data();
            var formAction = csp.AddFormAction().Self();
            if (options.OpenIdConnect is { } authority)
            {
                // Signing out is a form, and its answer sends the browser on to the authority.
                formAction.From(authority.Origin);
            }

            csp.AddObjectSrc().None();
            csp.AddBaseUri().None();
            csp.AddFrameAncestors().None();
        });
}
