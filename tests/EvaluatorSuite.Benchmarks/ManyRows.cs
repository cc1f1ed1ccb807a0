using System.Data.Common;
using System.Globalization;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Application.Search;
using EvaluatorSuite.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace EvaluatorSuite.Benchmarks;

/// <summary>Rows for a database of many engagements, made alike on each provider: names of four words, 200 people, one in twenty open.</summary>
internal sealed class ManyRows(string provider, DbConnection connection)
{
    public const int People = 200;
    public const int FirstYear = 2016;

    private static readonly string[] Cities = ["长春", "吉林", "四平", "辽源", "通化", "白山", "松原", "白城", "延边", "沈阳", "大连", "哈尔滨", "北京", "天津", "上海", "广州", "深圳", "成都", "武汉", "西安"];
    private static readonly string[] Topics = ["冰雪", "汽车", "农业", "森林", "马拉松", "音乐", "文化", "旅游", "科技", "教育", "能源", "医药", "电影", "图书", "篮球", "足球", "滑雪", "半导体", "机器人", "人参", "玉米", "民俗", "摄影", "电竞", "航空"];
    private static readonly string[] Kinds = ["博览会", "论坛", "大会", "节", "锦标赛", "联赛", "展览会", "音乐会", "年会", "峰会"];
    private static readonly string[] Adjectives = ["国际", "全国", "东北亚", "青年", "绿色", "创新", "春季", "秋季", "净月潭", "长白山"];

    private static readonly string[] Papers = ["电费发票", "燃气账单", "燃油小票", "签到表", "能源台账", "差旅清单", "住宿证明", "检定证书", "注销凭证", "采购合同", "会议纪要", "现场照片"];

    private readonly Random _random = new(20261123);

    public bool OnSqlite => provider == TestDatabase.Sqlite;

    /// <summary>A person or account; the same in every run.</summary>
    public static Guid Person(int number) => new(number, 1, 0, [0x80, 0, 0, 0, 0, 0, 0, 1]);

    public static Guid Account(int number) => new(number, 2, 0, [0x80, 0, 0, 0, 0, 0, 0, 2]);

    public string Name(int number) =>
        $"{FirstYear + (number % 11)}{Cities[_random.Next(Cities.Length)]}{Adjectives[_random.Next(Adjectives.Length)]}{Topics[_random.Next(Topics.Length)]}{Kinds[_random.Next(Kinds.Length)]}第{number % 97}届";

    public static string Organizer(int number) => $"{Cities[number % Cities.Length]}{Topics[number % Topics.Length]}集团{number % 1000}公司";

    /// <summary>Something of an engagement that can be found: one in three a unit with its serial numbers, the rest files of evidence.</summary>
    public static (SearchKind Kind, string Target, string Text) Part(int number, int part)
    {
        var (city, topic, kind) = (Cities[(number + part) % Cities.Length], Topics[(number * 7 + part) % Topics.Length], Papers[(number + part * 3) % Papers.Length]);
        var serial = number * 40L + part;
        return part % 3 == 0
            ? (SearchKind.Unit, $"OF-{part}", $"CCER-{FirstYear + number % 11}-{serial:0000000000} – CCER-{FirstYear + number % 11}-{serial + 39:0000000000}\n{city}{topic}林业碳汇项目")
            : (SearchKind.Evidence, $"EV-{part:000}", $"{kind}{number % 12 + 1}月-{serial % 100000}.pdf\n{city}{kind}");
    }

    public async Task<int> RunAsync(string sql, params (string Name, object Value)[] values)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, OnSqlite && value is Guid id ? Text(id) : value);
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Takes the orders off some tables, fills them, and puts the orders back: sorting once is many times faster than keeping them sorted.</summary>
    public async Task WithoutIndexesAsync(string[] tables, Func<Task> fill)
    {
        var names = string.Join(", ", tables.Select(t => $"'{t}'"));
        var indexes = await ReadAsync(
            OnSqlite
                ? $"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({names})"
                : $"SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename IN ({names}) AND indexname NOT LIKE 'PK%' AND indexname NOT LIKE '%_pkey'",
            r => (Name: r.GetString(0), Sql: r.GetString(1)));
        foreach (var (name, _) in indexes)
        {
            await RunAsync($"DROP INDEX \"{name}\"");
        }

        await fill();
        foreach (var (_, sql) in indexes)
        {
            await RunAsync(sql);
        }
    }

    public async Task<List<T>> ReadAsync<T>(string sql, Func<DbDataReader, T> read)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Writes rows as fast as the provider takes them.</summary>
    public async Task CopyAsync(string table, string[] columns, IEnumerable<object?[]> rows)
    {
        if (connection is NpgsqlConnection postgres)
        {
            await using var copy = await postgres.BeginBinaryImportAsync($"COPY {table} ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) FROM STDIN (FORMAT BINARY)");
            copy.Timeout = TimeSpan.FromHours(1);
            foreach (var row in rows)
            {
                await copy.WriteRowAsync(CancellationToken.None, row);
            }

            await copy.CompleteAsync();
            return;
        }

        await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync();
        await using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        var parameters = columns.Select((_, i) => new SqliteParameter($"@p{i}", DBNull.Value)).ToList();
        insert.Parameters.AddRange(parameters.ToArray());
        insert.Prepare();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                parameters[i].Value = row[i] switch { Guid id => Text(id), DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), DateTime at => new DateTimeOffset(at).ToUnixTimeMilliseconds(), null => DBNull.Value, var other => other };
            }

            insert.ExecuteNonQuery();
        }

        await transaction.CommitAsync();
    }

    /// <summary>One row an engagement with all that differs between them, from which the tables are filled by SQL.</summary>
    public IEnumerable<object?[]> Seeds(int count)
    {
        var begin = new DateTime(FirstYear, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var today = new DateOnly(2026, 11, 23);
        for (var i = 1; i <= count; i++)
        {
            // The newest are open; of the rest a few were never ended.
            var open = i > count - (count / 20) ? _random.Next(10) > 0 : _random.Next(200) == 0;
            var phase = !open ? "closed" : _random.Next(10) switch { < 3 => "prepare", < 8 => "implement", _ => "report" };
            var conflict = _random.Next(1000) == 0;
            var turn = !open ? "Nobody" : _random.Next(3) == 0 ? "Organizer" : "Firm";
            var kind = (Domain.Guides.EventKind)_random.Next(5);
            var blocks = open && phase != "report" ? _random.Next(1, 9) : 0;
            var due = open && _random.Next(4) > 0 ? today.AddDays(_random.Next(-30, 60)) : (DateOnly?)null;
            var openedAt = begin.AddMinutes(i * 5.7e6 / count);
            var start = DateOnly.FromDateTime(openedAt).AddDays(_random.Next(20, 200));
            var marks = Readers.Mark(phase) | (open ? turn == "Firm" ? StandingMarks.FirmsTurn : StandingMarks.OrganizersTurn : 0) | Readers.Mark(kind) | (blocks > 0 ? StandingMarks.Blocked : 0)
                | (conflict ? StandingMarks.Conflict : 0) | (open && blocks == 0 ? StandingMarks.Ready : 0) | StandingMarks.OneRound;
            var leader = _random.Next(People);
            yield return
            [
                (long)i, new Guid(i, 7, 0, [0x80, 1, 2, 3, 4, 5, 6, 7]), Name(i), Cities[_random.Next(Cities.Length)], Organizer(i), openedAt, start, start.Year.ToString(CultureInfo.InvariantCulture), due, phase, turn, kind.ToString(), blocks, conflict ? 1 : 0, (int)marks,
                Person(leader), Person((leader + 1 + _random.Next(60)) % People), Person((leader + 70 + _random.Next(50)) % People), Person((leader + 130 + _random.Next(50)) % People), Account(leader), open ? 1 : 0,
                open ? Guid.CreateVersion7() : null, open ? Guid.CreateVersion7() : null,
            ];
        }
    }

    public static string[] SeedColumns { get; } =
    [
        "N", "Id", "Name", "City", "Organizer", "OpenedAt", "Start", "Year", "Due", "Phase", "Turn", "Kind", "Blocks", "Conflict", "Marks", "Leader", "Member", "Reviewer", "Approver", "Opener", "IsOpen", "DutyA", "DutyB",
    ];

    private static string Text(Guid id) => id.ToString("D").ToUpperInvariant();
}
