using System.Text.Encodings.Web;
using System.Text.Json;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Application.Verdicts;

/// <summary>Writes <c>verdict.json</c> (see the case folder's format): figures with all their places, in the chosen language.</summary>
public static class VerdictJson
{
    public static byte[] Write(GuidePack guide, Verdict verdict, TextCatalog texts)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("guide", guide.Key);
            json.WriteString("conclusion", Word(verdict.Conclusion));
            json.WriteBoolean("mayIssue", verdict.MayIssue);
            json.WriteNumber("claimedTonnes", verdict.ClaimedTonnes);
            json.WriteNumber("verifiedTonnes", verdict.VerifiedTonnes);
            json.WriteNumber("offsetTonnes", verdict.OffsetTonnes);
            WriteNumber(json, "differencePercent", verdict.DifferencePercent);
            WriteLines(json, verdict);
            WriteIssues(json, verdict, texts);
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    /// <summary>As the file formats have it: <c>neutral-with-reservation</c>.</summary>
    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static void WriteLines(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteStartArray("lines");
        foreach (var line in verdict.Inventory.Lines)
        {
            json.WriteStartObject();
            json.WriteString("key", line.Facts.Key);
            WriteNumber(json, "verifiedTonnes", line.VerifiedTonnes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteIssues(Utf8JsonWriter json, Verdict verdict, TextCatalog texts)
    {
        json.WriteStartArray("issues");
        foreach (var issue in verdict.Issues)
        {
            json.WriteStartObject();
            json.WriteString("rule", issue.Rule.Key);
            json.WriteString("severity", Word(issue.Severity));
            json.WriteString("subject", issue.Subject.Key);
            json.WriteString("standing", Word(issue.Rule.Standing));
            json.WriteString("basis", issue.Rule.Source.In(texts.Language));
            json.WriteString("explanation", texts.Explain(issue));
            json.WriteStartArray("path");
            foreach (var node in issue.Path)
            {
                json.WriteStringValue(node.Key);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
