using System.Data.Common;
using System.Globalization;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Benchmarks;

/// <summary>Fills a database with engagements: one is made by the use cases, the others are its copies with seeds of their own.</summary>
internal static class ManyEngagementsFile
{
    public static async Task<Guid> TemplateAsync(IServiceProvider services)
    {
        var many = new ManyEngagements(services);
        await many.RegistryAsync(["模板组长"], [("衡信碳中和评价有限公司", "91110000600037341L"), ("长春会展集团", "91350100M000100Y43")]);
        return await many.AddAsync(ManyEngagements.Event("模板", many.Id("长春会展集团"), new DateOnly(2016, 1, 1)), "衡信碳中和评价有限公司", ["模板组长"], Guid.CreateVersion7(), new DateTimeOffset(2015, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    public static async Task FillAsync(ManyRows rows, DbConnection connection, Guid template, int count)
    {
        await SeedsAsync(rows, count);
        await rows.WithoutIndexesAsync(["engagements", "engagement_readers", "duties", "duty_readers", "phase_spells"], () => TablesAsync(rows, connection, template));
    }

    private static async Task TablesAsync(ManyRows rows, DbConnection connection, Guid template)
    {
        var (flag, none) = rows.OnSqlite ? ("b.\"Conflict\"", "'9999-12-31'") : ("(b.\"Conflict\" = 1)", "'infinity'::date");
        await CopyOfAsync(connection, rows, "engagements", template, new() { ["Id"] = "b.\"Id\"", ["OpenedAt"] = "b.\"OpenedAt\"", ["OpenedBy"] = "b.\"Opener\"", ["ReviewerId"] = "b.\"Reviewer\"", ["ApproverId"] = "b.\"Approver\"" });
        await CopyOfAsync(connection, rows, "standings", template, new()
        {
            ["EngagementId"] = "b.\"Id\"",
            ["OpenedAt"] = "b.\"OpenedAt\"",
            ["EventName"] = "b.\"Name\"",
            ["City"] = "b.\"City\"",
            ["OrganizerName"] = "b.\"Organizer\"",
            ["Start"] = "b.\"Start\"",
            ["End"] = "b.\"Start\"",
            ["NextDue"] = "b.\"Due\"",
            ["Phase"] = "b.\"Phase\"",
            ["Ball"] = "b.\"Turn\"",
            ["EventKind"] = "b.\"Kind\"",
            ["Blocks"] = "b.\"Blocks\"",
            ["Conflict"] = flag,
            ["LeaderId"] = "b.\"Leader\"",
        });
        await ReadersAsync(rows, none);
        await DutiesAsync(rows, none);
        await SpellsAsync(rows);
    }

    private static async Task SeedsAsync(ManyRows rows, int count)
    {
        var (guid, time, day) = rows.OnSqlite ? ("TEXT", "INTEGER", "TEXT") : ("uuid", "timestamptz", "date");
        await rows.RunAsync($"""
            CREATE TABLE bench ("N" bigint PRIMARY KEY, "Id" {guid}, "Name" text, "City" text, "Organizer" text, "OpenedAt" {time}, "Start" {day}, "Year" text, "Due" {day}, "Phase" text, "Turn" text, "Kind" text, "Blocks" int, "Conflict" int,
                "Marks" int, "Leader" {guid}, "Member" {guid}, "Reviewer" {guid}, "Approver" {guid}, "Opener" {guid}, "IsOpen" int, "DutyA" {guid}, "DutyB" {guid})
            """);
        await rows.CopyAsync("bench", ManyRows.SeedColumns, rows.Seeds(count));
    }

    private static async Task CopyOfAsync(DbConnection connection, ManyRows rows, string table, Guid template, Dictionary<string, string> own)
    {
        var key = table == "engagements" ? "Id" : "EngagementId";
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} WHERE 1 = 0";
        await using var reader = await command.ExecuteReaderAsync();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        await reader.CloseAsync();
        await rows.RunAsync(
            $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) SELECT {string.Join(", ", columns.Select(c => own.GetValueOrDefault(c, $"t.\"{c}\"")))} FROM bench b CROSS JOIN {table} t WHERE t.\"{key}\" = @template",
            ("@template", template));
    }

    private static async Task ReadersAsync(ManyRows rows, string none)
    {
        var years = Enumerable.Range(ManyRows.FirstYear, 13);
        (string Column, EngagementParts Part, string Where)[] readers =
        [
            ("b.\"Opener\"", EngagementParts.Former, "1 = 1"), ("b.\"Leader\"", EngagementParts.Leader, "1 = 1"), ("b.\"Member\"", EngagementParts.Evaluator, "1 = 1"),
            ("b.\"Reviewer\"", EngagementParts.Reviewer, "1 = 1"), ("b.\"Approver\"", EngagementParts.Approver, "b.\"Approver\" NOT IN (b.\"Leader\", b.\"Member\", b.\"Reviewer\")"),
            (Shelf(Readers.Everything), EngagementParts.None, "1 = 1"), (Among("b.\"Year\"", years, Readers.EverythingOf), EngagementParts.None, "1 = 1"),
            (Among("b.\"Kind\"", Enum.GetValues<EventKind>(), Readers.EverythingOf), EngagementParts.None, "1 = 1"), (Shelf(Readers.EverythingOpen), EngagementParts.None, "b.\"IsOpen\" = 1"), (Shelf(Readers.EveryConflict), EngagementParts.None, "b.\"Conflict\" = 1"),
        ];
        foreach (var (column, part, where) in readers)
        {
            await rows.RunAsync($"""
                INSERT INTO engagement_readers ("EngagementId", "ReaderId", "Parts", "Marks", "OpenedAt", "Start", "NextDue", "Name")
                SELECT b."Id", {column}, {(int)part}, b."Marks", b."OpenedAt", b."Start", COALESCE(b."Due", {none}), b."Name" FROM bench b WHERE {where}
                """ + " ON CONFLICT DO NOTHING");
        }

        string Among<T>(string column, IEnumerable<T> values, Func<T, Guid> shelf) => $"CASE {column} {string.Join(' ', values.Select(v => $"WHEN '{v}' THEN {Shelf(shelf(v))}"))} END";
        string Shelf(Guid id) => rows.OnSqlite ? $"'{id.ToString("D").ToUpperInvariant()}'" : $"'{id:D}'::uuid";
    }

    private static async Task DutiesAsync(ManyRows rows, string none)
    {

        foreach (var (column, kind, holder, part) in new[] { ("DutyA", "JudgeAnswer", "Team", "Mine"), ("DutyB", "MendBlocks", "Leader", "Blocked") })
        {
            await rows.RunAsync($"""
                INSERT INTO duties ("Id", "EngagementId", "Kind", "Holder", "Subject", "Text", "PersonId", "DueOn", "Since")
                SELECT b."{column}", b."Id", '{kind}', '{holder}', 'NC-01', '3 plan.incomplete team.minimum', NULL, b."Due", b."OpenedAt" FROM bench b WHERE b."IsOpen" = 1
                """);
            foreach (var reader in new[] { "Leader", "Member" })
            {
                await rows.RunAsync($"""INSERT INTO duty_readers ("DutyId", "ReaderId", "Part", "DueOn") SELECT b."{column}", b."{reader}", '{part}', COALESCE(b."Due", {none}) FROM bench b WHERE b."IsOpen" = 1""");
            }
        }
    }

    /// <summary>The three phases of each engagement, ten days apart, the last without an end where it is open.</summary>
    private static async Task SpellsAsync(ManyRows rows)
    {
        const int Days = 14_400;
        var (id, minute, later) = rows.OnSqlite
            ? ("upper(printf('%s-%s-7%s-8%s-%s', hex(randomblob(4)), hex(randomblob(2)), substr(hex(randomblob(2)), 2), substr(hex(randomblob(2)), 2), hex(randomblob(6))))", "b.\"OpenedAt\" / 60000", "b.\"OpenedAt\" + {0} * 60000")
            : ("gen_random_uuid()", "floor(extract(epoch FROM b.\"OpenedAt\") / 60)::bigint", "b.\"OpenedAt\" + {0} * interval '1 minute'");
        foreach (var (phase, turn, number) in new[] { ("prepare", "Firm", 0), ("implement", "Organizer", 1), ("report", "Firm", 2) })
        {
            var last = number == 2;
            string End(string text) => last ? $"CASE WHEN b.\"IsOpen\" = 0 THEN {text} END" : text;
            await rows.RunAsync($"""
                INSERT INTO phase_spells ("Id", "EngagementId", "Phase", "Ball", "From", "To", "FromMinute", "ToMinute")
                SELECT {id}, b."Id", '{phase}', '{turn}', {string.Format(CultureInfo.InvariantCulture, later, number * Days)}, {End(string.Format(CultureInfo.InvariantCulture, later, (number + 1) * Days))}, {minute} + {number * Days}, {End($"{minute} + {(number + 1) * Days}")} FROM bench b
                """);
        }
    }
}
