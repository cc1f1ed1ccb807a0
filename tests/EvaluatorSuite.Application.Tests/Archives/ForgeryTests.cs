using System.Text;
using System.Text.Json.Nodes;
using EvaluatorSuite.Cli;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Application.Tests.Archives;

public sealed class ForgeriesOnSqlite() : ForgeryTests(TestDatabase.Sqlite);

public sealed class ForgeriesOnPostgreSql() : ForgeryTests(TestDatabase.PostgreSql);

/// <summary>A thousand changes to an archive, at random, by somebody who can write all of it.</summary>
public abstract class ForgeryTests(string provider) : OnDatabase(provider)
{
    private const int Changes = 1000;

    private SortedDictionary<string, byte[]> _files = null!;

    [Fact]
    public async Task Whatever_is_changed_by_somebody_who_does_not_compute_the_chain_anew_is_found_and_its_place_is_told()
    {
        await ExportAsync();
        var wrong = new List<string>();
        for (var number = 0; number < Changes; number++)
        {
            var (random, forger) = (new Random(number), new Forger(_files));
            var (what, places) = Change(random, forger);

            // Half of them see to it that the manifest fits.
            var mended = random.Next(2) == 0;
            if (mended && places[0] != "manifest.json")
            {
                forger.MendManifest();
            }

            var (status, _, errors) = await ExportedCase.VerifyAsync(forger.Zip());
            if (status != CommandLine.Unreadable || !places.Any(p => errors.Contains($"ledger.zip:{p}", StringComparison.Ordinal)))
            {
                wrong.Add($"{number}{(mended ? ", mended" : "")}: {what}, expected at {string.Join(" or ", places)}: {status} {errors}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count}: {string.Join(Environment.NewLine, wrong.Take(5))}");
    }

    [Fact]
    public async Task Whoever_computes_the_chain_anew_is_found_by_a_head_that_somebody_kept()
    {
        var head = await ExportAsync();
        for (var number = 0; number < 200; number++)
        {
            var (random, forger) = (new Random(number), new Forger(_files));
            var at = random.Next(forger.Lines.Count);
            var line = JsonNode.Parse(forger.Lines[at])!.AsObject();
            var told = line.ContainsKey("payload");
            var part = told && random.Next(2) == 0 ? "actor" : "at";
            line[part] = part == "actor" ? $"{Guid.CreateVersion7()}" : "2020-01-01T00:00:00.000Z";
            forger.Lines[at] = line.ToJsonString(Forger.Plain);
            forger.Rehash(at);
            forger.KeepLines();
            if (at == forger.Lines.Count - 1 && part == "at")
            {
                var manifest = JsonNode.Parse(forger["manifest.json"])!;
                manifest["exportedAt"] = "2020-01-01T00:00:00+00:00";
                forger["manifest.json"] = Encoding.UTF8.GetBytes(manifest.ToJsonString());
            }

            forger.MendManifest();
            var archive = forger.Zip();

            Assert.Equal((number, CommandLine.Done, ""), (number, (await ExportedCase.VerifyAsync(archive)).Status, (await ExportedCase.VerifyAsync(archive)).Errors));
            var (status, _, errors) = await ExportedCase.VerifyAsync(archive, "--head", head);
            Assert.Equal((number, CommandLine.Unreadable), (number, status));
            Assert.Contains($"entries.jsonl: No entry has the hash {head}", errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_an_archive_may_not_be_is_told()
    {
        await ExportAsync();

        await ToldAsync(f => f.Add("entries.jsonl", [1]), "entries.jsonl: The archive holds two files of this name");
        await ToldAsync(f => f.Remove("manifest.json"), "manifest.json: This file is missing");
        await ToldAsync(f => f["manifest.json"] = "{"u8.ToArray(), "manifest.json: It cannot be read as the format says");
        await ToldAsync(f => f["manifest.json"] = "null"u8.ToArray(), "manifest.json: It cannot be read as the format says");
        await ToldAsync(f => f["manifest.json"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(f["manifest.json"]).Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal)), "version 2, is not one that this program knows");
        await ToldAsync(f => f["manifest.json"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(f["manifest.json"]).Replace("\"files\": [", "\"files\": [null,", StringComparison.Ordinal)), "manifest.json: It cannot be read as the format says");
        await ToldAsync(f => f.Add("notes.txt", [1]), "notes.txt: manifest.json does not list this file");
        await ToldAsync(f => Mended(f, () => f.Add("notes.txt", [1])), "notes.txt: The entry of the export does not name this file");
        await ToldAsync(f => Mended(f, () => f.Remove("evidence.json")), "evidence.json: The entry of the export names this file");
        await ToldAsync(f => Mended(f, () => f["evidence.json"] = "[{}]"u8.ToArray()), "evidence.json: It cannot be read as the format says");
        await ToldAsync(f => Mended(f, () => f["reports/2026-0001.docx"] = new byte[100 * 1024 * 1024]), "reports/2026-0001.docx: Unpacked it would be more than 200 times");
        await ToldAsync(f => Mended(f, () => f["contents/" + Root(f) + ".json"] = "{\"a\":null}"u8.ToArray()), "It cannot be read as the format says");
    }

    // Longer than its manifest says: nothing more is read than that.
    [Fact]
    public async Task A_file_that_goes_on_beyond_its_size_is_not_read_to_its_end()
    {
        await ExportAsync();

        await ToldAsync(f => f["index.html"] = new byte[500 * 1024 * 1024], "index.html: It is longer than the");
    }

    [Fact]
    public async Task An_archive_of_an_engagement_cannot_be_passed_off_as_that_of_a_period()
    {
        await ExportAsync();

        await ToldAsync(f => Manifest(f, m => m["kind"] = "period"), "manifest.json: The archive of a period has a first and a last day and no engagement");
        await ToldAsync(f => Manifest(f, m => (m["kind"], m["engagement"], m["name"], m["from"], m["to"]) = ("period", null, null, "2026-01-01", "2099-12-31")), "signatures.json: The archive of a period has no such file");
        await ToldAsync(f => Manifest(f, m => (m["kind"], m["engagement"], m["name"], m["from"], m["to"]) = ("period", null, null, "2099-01-01", "2099-12-31")), "entries.jsonl:1: entry 2: The time of this entry is not in the period");
        await ToldAsync(f => Manifest(f, m => m["engagement"] = $"{Guid.CreateVersion7()}"), "The last entry should be that of this export");
    }

    private async Task<string> ExportAsync()
    {
        var made = await ExportedCase.OfAsync(Host);
        var leader = await made.ActorAsync("陈思远");
        _files = ArchiveTests.Files(await made.FetchAsync(leader, made.Id, await made.ExportAsync(leader)));
        var manifest = JsonNode.Parse(_files["manifest.json"])!;
        Assert.Equal((long)manifest["first"]! + new Forger(_files).Lines.Count - 1, (long)manifest["last"]!);
        return (string)manifest["head"]!;
    }

    private async Task ToldAsync(Action<Forger> change, string words)
    {
        var forger = new Forger(_files);
        change(forger);

        var (status, output, errors) = await ExportedCase.VerifyAsync(forger.Zip());

        Assert.Equal((CommandLine.Unreadable, ""), (status, output));
        Assert.Contains(words, errors, StringComparison.Ordinal);
    }

    private static void Mended(Forger forger, Action change)
    {
        change();
        forger.MendManifest();
    }

    private static void Manifest(Forger forger, Action<JsonNode> change)
    {
        var manifest = JsonNode.Parse(forger["manifest.json"])!;
        change(manifest);
        forger["manifest.json"] = Encoding.UTF8.GetBytes(manifest.ToJsonString());
    }

    private static string Root(Forger forger) => (string)JsonNode.Parse(forger["signatures.json"])!["signatures"]![0]!["root"]!;

    /// <returns>What was done, and where it has to be told, one of these.</returns>
    private static (string What, string[] Places) Change(Random random, Forger forger)
    {
        if (random.Next(3) == 0)
        {
            return ChangeFile(random, forger);
        }

        var changed = ChangeLines(random, forger);
        forger.KeepLines();
        return changed;
    }

    private static (string What, string[] Places) ChangeFile(Random random, Forger forger)
    {
        var names = forger.Names.ToList();
        var name = names[random.Next(names.Count)];
        var kind = name is "manifest.json" or "entries.jsonl" ? 0 : random.Next(4);
        switch (kind)
        {
            case 1:
                forger.Remove(name);
                return ($"{name} taken out", [name]);
            case 2:
                forger.Add(name, forger[name]);
                return ($"{name} twice", [name]);
            case 3:
                forger.Add($"{name}.new", forger[name]);
                forger.Remove(name);
                return ($"{name} called otherwise", [name]);
            default:
                var bytes = forger[name].ToArray();
                var at = random.Next(bytes.Length);
                var value = (byte)random.Next(256);
                bytes[at] = bytes[at] == value || (bytes[at] is (byte)' ' or (byte)'\n' && value is 9 or 10 or 13 or 32) ? (byte)(bytes[at] ^ 0x40) : value;
                forger[name] = bytes;
                return ($"byte {at} of {name}", [name, .. name == "manifest.json" ? forger.Names : []]);
        }
    }

    private static (string What, string[] Places) ChangeLines(Random random, Forger forger)
    {
        var lines = forger.Lines;
        var (at, other) = (random.Next(lines.Count), random.Next(lines.Count));
        switch (random.Next(9))
        {
            case 0:
                lines.RemoveAt(at);
                return ($"line {at + 1} taken out", At(Math.Min(at, lines.Count - 1)));
            case 1:
                other = other == at ? (at + 1) % lines.Count : other;
                (lines[at], lines[other]) = (lines[other], lines[at]);
                return ($"lines {at + 1} and {other + 1} exchanged", At(Math.Min(at, other)));
            case 2:
                lines.Insert(other, lines[at]);
                return ($"line {at + 1} again at {other + 1}", At(other, other + 1));
            case 3:
                lines.RemoveRange(Math.Max(1, at), lines.Count - Math.Max(1, at));
                return ($"cut off from line {at + 1}", At(lines.Count - 1));
            case 4:
                lines.RemoveRange(0, Math.Min(at + 1, lines.Count - 1));
                return ($"cut off to line {at + 1}", At(0));
            case 5:
                return Told(random, lines, at, "closed", (l, i) => Forger.Closed(l[i]));
            case 6:
                return Told(random, lines, at, "erased", (l, i) => With(l[i], n => (n["payload"], n["salt"]) = (null, null)));
            case 7:
                return Told(random, lines, at, "forged", (l, i) => Forger.Hashed(JsonNode.Parse(With(l[i], n => n["payload"] = "{\"forged\":true}"))!.AsObject()));
            default:
                var text = lines[at].ToCharArray();
                var place = random.Next(text.Length);
                text[place] = text[place] == 'b' ? 'd' : 'b';
                lines[at] = new string(text);
                return ($"character {place + 1} of line {at + 1}", At(at));
        }
    }

    // Those that tell what is in them, the export's own among them.
    private static (string What, string[] Places) Told(Random random, List<string> lines, int at, string what, Func<List<string>, int, string> change)
    {
        var open = lines.Index().Where(l => l.Item.StartsWith("{\"action\"", StringComparison.Ordinal)).Select(l => l.Index).ToList();
        at = open[random.Next(open.Count)];
        lines[at] = change(lines, at);
        return ($"line {at + 1} {what}", At(at, at + 1));
    }

    private static string[] At(params int[] lines) => [.. lines.Select(l => $"entries.jsonl:{l + 1}:")];

    private static string With(string line, Action<JsonNode> change)
    {
        var node = JsonNode.Parse(line)!;
        change(node);
        return node.ToJsonString(Forger.Plain);
    }
}
