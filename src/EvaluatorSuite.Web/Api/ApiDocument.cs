using System.Text.Json.Nodes;
using EvaluatorSuite.Application.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EvaluatorSuite.Web.Api;

/// <summary>What the OpenAPI document says beside the descriptions, which come from the comments of the endpoints: security, headers, and every answer that is no success.</summary>
public static class ApiDocument
{
    private static readonly Dictionary<string, string> Errors = new()
    {
        ["400"] = "The request cannot be read; each refusal names the path in the body, the header or the parameter.",
        ["401"] = "No token, or one that is unknown, expired or revoked.",
        ["403"] = "The token lacks the scope, or its user may not do this in the engagement.",
        ["404"] = "There is no such thing, or none that the user may know of.",
        ["409"] = "Somebody did the same at the same moment.",
        ["412"] = "The row has changed since the version in If-Match; read it again.",
        ["413"] = "The body is too large.",
        ["415"] = "The body is not of a type that is read here.",
        ["422"] = "The rules refuse the act, with every reason; or the Idempotency-Key was used for another request.",
        ["428"] = "An edit without If-Match.",
        ["429"] = "Too many requests; come again after Retry-After seconds.",
        ["500"] = "A failure of the program; the reference stands in its log too.",
    };

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "EvaluatorSuite API",
                Version = "1",
                Description = "The acts of the pages for a firm's other systems: the same use cases, rights and refusals. "
                    + "Figures are decimals; they are read from JSON numbers or from texts of numbers, to the last digit. Dates are yyyy-MM-dd, moments RFC 3339: answered in UTC, read with any offset.",
            };
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [TokenAuthentication.Name] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A personal access token, es_…, made at /account/tokens." },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(DescribeAsync);
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (ApiExamples.Of(context.JsonTypeInfo.Type) is { } example)
            {
                schema.Examples = [JsonNode.Parse(example)!];
            }

            return Task.CompletedTask;
        });
    });

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var method = context.Description.HttpMethod ?? "GET";
        var edits = metadata.OfType<System.Reflection.MethodInfo>().Any(m => m.GetParameters().Any(p => p.ParameterType == typeof(SeenVersion)));
        var scope = metadata.OfType<IAuthorizeData>().Select(a => ApiScopes.ScopeOf(a.Policy ?? "")).FirstOrDefault(s => s is not null);
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(TokenAuthentication.Name, context.Document)] = [] }];
        operation.Description = $"{operation.Description}\n\nScope: `{scope}`.".Trim();
        operation.OperationId = $"{method.ToLowerInvariant()}{string.Concat(context.Description.RelativePath!["api/v1".Length..].Split('/', '{', '}', ':', '-').Where(s => s.Length > 0).Select(s => char.ToUpperInvariant(s[0]) + s[1..]))}";
        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>().Where(p => p.Name == "limit"))
        {
            parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = $"{ApiList.Most}", Default = ApiList.Usual };
        }

        if (method == "POST")
        {
            operation.Parameters.Add(Header(ApiActs.Header, "Your own key for this request. Sent again with the same key it is answered alike and acts no second time; kept for a week.", ApiRequest.MaxKey));
        }

        if (edits)
        {
            operation.Parameters.Add(Header("If-Match", "The version that you have seen, in quotation marks, as ETag gave it.", 20));
        }

        operation.Parameters.Add(new OpenApiParameter { Name = "Accept-Language", In = ParameterLocation.Header, Description = "Language of messages: zh-CN or en.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        var problem = await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancellationToken);
        operation.Responses ??= [];
        foreach (var status in Errors.Keys.Where(s => Applies(s, method, edits)))
        {
            operation.Responses[status] = new OpenApiResponse { Description = Errors[status], Content = new Dictionary<string, OpenApiMediaType> { [Problem.ContentType] = new() { Schema = problem } } };
        }
    }

    private static bool Applies(string status, string method, bool edits) => status switch
    {
        "412" or "428" => edits,
        "409" or "413" or "415" or "422" => method != "GET",
        _ => true,
    };

    private static OpenApiParameter Header(string name, string description, int most) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = true,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = most },
    };
}
