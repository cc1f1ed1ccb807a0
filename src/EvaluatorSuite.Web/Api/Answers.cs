using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace EvaluatorSuite.Web.Api;

/// <summary>The answer of an endpoint: a status, a body, and the version of the row that it shows.</summary>
public abstract class Answer(int status, object? body, string? location, int? version) : IResult
{
    public int Status { get; } = status;

    public string? Json { get; } = body is null ? null : JsonSerializer.Serialize(body, body.GetType(), ApiJson.Options);

    public string? Location { get; } = location;

    public int? Version { get; } = version;

    public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, Status, Json, Location, Version);

    public static async Task WriteAsync(HttpContext http, int status, string? json, string? location, int? version)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        if (location is not null)
        {
            http.Response.Headers.Location = location;
        }

        if (version is { } seen)
        {
            http.Response.Headers.ETag = SeenVersion.Tag(seen);
        }

        if (json is not null)
        {
            http.Response.ContentType = "application/json; charset=utf-8";
            await http.Response.WriteAsync(json, http.RequestAborted);
        }
    }

    protected static void Say(EndpointBuilder builder, int status, Type? type) =>
        builder.Metadata.Add(type is null ? new ProducesResponseTypeMetadata(status) : new ProducesResponseTypeMetadata(status, type, ["application/json"]));
}

/// <summary>200 with something to read.</summary>
public sealed class Found<T>(T body, int? version = null) : Answer(StatusCodes.Status200OK, body, null, version), IEndpointMetadataProvider where T : notnull
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Say(builder, StatusCodes.Status200OK, typeof(T));
}

/// <summary>201 with what there is now, and where.</summary>
public sealed class Made<T>(T body, string location, int? version = null) : Answer(StatusCodes.Status201Created, body, location, version), IEndpointMetadataProvider where T : notnull
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Say(builder, StatusCodes.Status201Created, typeof(T));
}

/// <summary>204: done, and there is nothing to show.</summary>
public sealed class Done() : Answer(StatusCodes.Status204NoContent, null, null, null), IEndpointMetadataProvider
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Say(builder, StatusCodes.Status204NoContent, null);
}
