using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace EvaluatorSuite.Web.Tests.Everywhere;

/// <summary>No page reads a table from end to end that grows with the engagements: a thousand or a million are asked alike.</summary>
public sealed partial class ScanTests(SampleSite sample) : IClassFixture<SampleSite>
{
    // What grows with the house's work. Accounts, organizations and people have lists of their own, in the order of an index.
    private static readonly string[] Growing =
    [
        "engagements", "standings", "engagement_readers", "duties", "duty_readers", "ledger", "declarations", "team_members", "evidence", "offset_lines", "inventory_lines", "findings",
        "waiting_steps", "workflow_trace", "workflow_instances", "issued_reports", "report_versions", "signatures", "search_entries", "event_keys", "time_stamps", "phase_spells",
    ];

    [Theory]
    [InlineData(SampleSite.Leader)]
    [InlineData(SampleSite.Officer)]
    [InlineData(SampleSite.Administrator)]
    public async Task A_page_reads_no_growing_table_from_end_to_end(string who)
    {
        var everywhere = new AccessTests(sample);
        var (routes, pathOf) = (await everywhere.RoutesAsync(), await everywhere.PathsAsync());
        var visitor = await sample.Site.SignInAsync(who);
        var scans = new List<string>();
        foreach (var route in routes)
        {
            await sample.Site.UseAsync<IMemoryCache>(cache => Task.Run(((MemoryCache)cache).Clear));
            sample.Site.Commands.Clear();
            await visitor.GetAsync(pathOf(route));
            foreach (var sql in sample.Site.Commands.Asked.Distinct())
            {
                scans.AddRange((await PlanAsync(sql)).Where(IsScan).Select(step => $"{route}: {step}{Environment.NewLine}{sql}"));
            }
        }

        Assert.True(scans.Count == 0, string.Join(Environment.NewLine + Environment.NewLine, scans.Distinct()));
    }

    private async Task<IReadOnlyList<string>> PlanAsync(string sql)
    {
        // Nothing is read where nothing can be found.
        if (sql.Contains("WHERE 0", StringComparison.Ordinal) || !sql.TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        return await sample.Site.ReadAsync(async db =>
        {
            var connection = db.Database.GetDbConnection();
            await db.Database.OpenConnectionAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"EXPLAIN QUERY PLAN {Parameter().Replace(sql, "NULL")}";
            await using var reader = await command.ExecuteReaderAsync();
            var steps = new List<string>();
            var aliases = Alias().Matches(sql).DistinctBy(m => m.Groups[2].Value).ToDictionary(m => m.Groups[2].Value, m => m.Groups[1].Value);
            while (await reader.ReadAsync())
            {
                var step = reader.GetString(3);
                var words = step.Split(' ');
                steps.Add(words.Length > 1 && aliases.TryGetValue(words[1], out var table) ? $"{words[0]} {table} {string.Join(' ', words.Skip(2))}".TrimEnd() : step);
            }

            return steps;
        });
    }

    // In the order of an index it is read only as far as the page needs.
    private static bool IsScan(string step) => step.StartsWith("SCAN ", StringComparison.Ordinal) && !step.Contains(" USING ", StringComparison.Ordinal) && Growing.Contains(step.Split(' ')[1]);

    [GeneratedRegex("@[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex Parameter();

    [GeneratedRegex("(?:FROM|JOIN) \"([a-z_]+)\" AS \"([a-z0-9]+)\"")]
    private static partial Regex Alias();
}
