using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Reading;
using Microsoft.AspNetCore.Http.Metadata;

namespace EvaluatorSuite.Web.Api;

/// <summary>The JSON object that a request brought, read strictly: what is unknown, given twice or of another type is refused with its path.</summary>
public sealed class JsonBody<T>(T value, IReadOnlySet<string> named) : IBindableFromHttpContext<JsonBody<T>>, IEndpointParameterMetadataProvider where T : class, new()
{
    public T Value { get; } = value;

    /// <summary>Whether the property stood there, be it as <c>null</c>.</summary>
    public bool Names(string property) => named.Contains(property);

    static async ValueTask<JsonBody<T>?> IBindableFromHttpContext<JsonBody<T>>.BindAsync(HttpContext http, ParameterInfo parameter)
    {
        var bytes = await RequestBody.ReadAsync(http);
        return JsonReading.Read("body", bytes.Length == 0 ? "{}"u8.ToArray() : bytes, reader => new JsonBody<T>(BodyReader.Read<T>(reader), BodyReader.NamedIn<T>(reader)));
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata([RequestBody.Json], typeof(T), isOptional: typeof(T) == typeof(NoWords)));
}

/// <summary>The body of an act that needs no words: none, or an empty object.</summary>
public sealed record NoWords;

public static class RequestBody
{
    public const string Json = "application/json";

    /// <summary>Bytes of a JSON body; files go another way.</summary>
    public const int Most = 1_000_000;

    /// <summary>Reads the body once; filters find its digest with the request.</summary>
    /// <exception cref="ApiException">It is too large, or not said to be JSON.</exception>
    public static async Task<byte[]> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16_384];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
        {
            if (body.Length + read > Most)
            {
                throw new ApiException(StatusCodes.Status413PayloadTooLarge, new Refusal("api.too-large"));
            }

            body.Write(buffer, 0, read);
        }

        if (body.Length > 0 && !http.Request.HasJsonContentType())
        {
            throw new ApiException(StatusCodes.Status415UnsupportedMediaType, new Refusal("api.media-type"));
        }

        var bytes = body.ToArray();
        http.Items[typeof(RequestBody)] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return bytes;
    }

    /// <summary>Of method, path and body; what was sent with the same key must have the same.</summary>
    public static string DigestOf(HttpContext http, string? bodyDigest = null) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{http.Request.Method}\n{http.Request.PathBase}{http.Request.Path}{http.Request.QueryString}\n{bodyDigest ?? http.Items[typeof(RequestBody)] as string}")));
}
