using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using EvaluatorSuite.Application.CaseFolders;
using EvaluatorSuite.Domain.CaseFolders;

namespace EvaluatorSuite.Cli;

/// <summary>Writes <c>manifest.json</c>: every evidence file with size and SHA-256, those that the case does not list marked so.</summary>
internal static class ManifestJson
{
    public static async Task<byte[]> WriteAsync(ICaseFolder source, PreparedCase prepared, IReadOnlyList<string> unlisted, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartObject("case");
            json.WriteString("file", CaseFile.FileName);
            json.WriteString("sha256", prepared.CaseSha256);
            json.WriteEndObject();
            json.WriteStartArray("evidence");
            foreach (var item in prepared.Case.Evidence)
            {
                Write(json, item.Key, item.Title, item.File, item.Size, item.Sha256);
            }

            foreach (var file in unlisted)
            {
                await using var content = source.OpenEvidence(file);
                if (content is null)
                {
                    // A name that is no valid text cannot be opened by it; it is named all the same.
                    Write(json, null, null, file, null, null);
                    continue;
                }

                var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
                Write(json, null, null, file, content.Length, digest);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string? key, string? title, string file, long? size, string? sha256)
    {
        json.WriteStartObject();
        json.WriteString("key", key);
        json.WriteString("title", title);
        json.WriteString("file", file);
        if (size is { } length)
        {
            json.WriteNumber("size", length);
        }
        else
        {
            json.WriteNull("size");
        }

        json.WriteString("sha256", sha256);
        json.WriteBoolean("listed", key is not null);
        json.WriteEndObject();
    }
}
