using System.Globalization;
using System.Text.Json.Nodes;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Benchmarks;

/// <summary>The sample case grown to 3,000 inventory lines, 1,000 evidence files of 64 kB and 200 lines of units.</summary>
internal static class LargeCaseFile
{
    public const int Lines = 3000;
    public const int Files = 1000;
    public const int Offsets = 200;
    private const int FileBytes = 64 * 1024;

    public static JsonObject Build()
    {
        var builder = new CaseFolderBuilder();
        var json = builder.Json;
        var lines = json["inventory"]!.AsArray();
        var templates = lines.Select(l => l!.DeepClone()).ToList();
        for (var i = lines.Count; i < Lines; i++)
        {
            var line = templates[i % templates.Count].DeepClone();
            line["key"] = $"line-{i}";
            line["amount"] = (decimal)line["amount"]! + (i / 1000m);
            line["differenceReason"] = "重算";
            line["evidence"] = new JsonArray($"file-{i % Files}", $"file-{i * 7 % Files}");
            lines.Add(line);
        }

        var evidence = json["evidence"]!.AsArray();
        for (var i = 0; i < Files; i++)
        {
            evidence.Add(new JsonObject
            {
                ["key"] = $"file-{i}",
                ["file"] = Name(i),
                ["title"] = $"证据 {i}",
                ["kind"] = "invoice",
                ["providedBy"] = "ice-assoc",
                ["periodFrom"] = "2026-01-07",
                ["periodTo"] = "2026-01-11",
            });
        }

        var offsets = json["offsets"]!.AsArray();
        for (var i = 0; i < Offsets; i++)
        {
            var line = offsets[1]!.DeepClone();
            line["key"] = $"units-{i}";
            line["serialFrom"] = Serial(6_000_000 + (i * 1000));
            line["serialTo"] = Serial(6_000_999 + (i * 1000));
            line["tonnes"] = 1000;
            offsets.Add(line);
        }

        return json;
    }

    public static void WriteTo(string folder)
    {
        var builder = new CaseFolderBuilder();
        builder.WriteTo(folder);
        File.WriteAllText(Path.Combine(folder, "case.json"), Build().ToJsonString());
        var random = new Random(1);
        var bytes = new byte[FileBytes];
        for (var i = 0; i < Files; i++)
        {
            random.NextBytes(bytes);
            File.WriteAllBytes(Path.Combine(folder, "evidence", Name(i)), bytes);
        }
    }

    private static string Name(int i) => $"证据{i:0000}.bin";

    private static string Serial(int number) => string.Create(CultureInfo.InvariantCulture, $"CCER-JL-0007-{number}");
}
