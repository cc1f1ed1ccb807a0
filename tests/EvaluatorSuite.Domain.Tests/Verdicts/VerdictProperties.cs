using System.Text.Json.Nodes;
using CsCheck;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Domain.Tests.Verdicts;

public sealed class VerdictProperties
{
    private const string Overlap = "overlap";

    /// <summary>Things that go wrong in a case, each of which can happen beside any other.</summary>
    private static readonly (string Name, Action<CaseBuilder> Apply)[] Troubles =
    [
        ("sister", c => c.Add("ownership", """{ "parent": "hengxin-holding", "child": "lvxing", "percent": 60 }""")),
        ("subsidiary", c => c.Add("ownership", """{ "parent": "hengxin", "child": "jlu-venue", "percent": 51 }""")
            .Add("services", Service("jlu-venue", "\"this\"", "other"))),
        ("representative", c => c.Set("organizations[lvxing].legalRepresentative", "赵立衡").Set("organizations[jlu-venue].legalRepresentative", "孙国栋")),
        ("employments", c => c.Add("employments", Employment("gao", "ice-assoc")).Add("employments", Employment("chen", "lvxing"))
            .Add("employments", Employment("gao", "lvxing"))),
        ("earlier", c => c.Add("services", Service("hengxin-holding", "\"冰雪节\"", "plan")).Add("services", Service("hengxin", "null", "training"))),
        ("as early", c => c.Add("services", Service("hengxin-holding", "\"庙会\"", "plan")).Add("services", Service("hengxin-holding", "null", "plan"))),
        ("served", c => c.SetRaw("services[0].people", """["wang", "zhao", "chen"]""")),
        ("threats", c => c.Add("declarations", Declaration("chen")).Add("declarations", Declaration("gao"))),
        ("silent", c => c.Remove("declarations[liu]").Remove("declarations[wang]")),
        ("guest", c => c.Add("engagement.team", """{ "person": "gao", "role": "expert", "duties": "答疑", "from": "2025-12-16", "to": "2025-12-16" }""")),
        ("approver", c => c.Set("engagement.approver", "gao")),
        ("small team", c => c.Set("engagement.team[liu].role", "expert").Set("engagement.team[wang].role", "expert")),
        ("no plan", c => c.Set("engagement.plan.basis", "").Set("engagement.plan.schedule", new JsonArray())),
        ("files", c => c.WithoutFile("heat").WithoutFile("plan").WithoutFile("site")),
        ("gaps", c => c.Set("evidence[heat].periodFrom", "2026-01-09").Set("evidence[travel].periodTo", "2026-01-09")),
        ("judgements", c => c.Set("checklist[impl.factors].judgement", "not-met").Set("checklist[impl.boundary].evidence", new JsonArray())
            .Remove("checklist[prep.plan-complete]")),
        ("veto", c => c.Set("checklist[impl.neutrality].judgement", "not-met")),
        ("claims", c => c.Set("inventory[gen].claimedTonnes", 3).Set("inventory[car].claimedTonnes", 40).Set("inventory[metro].claimedTonnes", 0)),
        ("mismatch", c => c.Set("inventory[heat].unit", "kg")),
        ("sources", c => c.Remove("excludedSources[catering]").Remove("inventory[waste]")),
        ("units", c => c.Add("offsets", Units("a", "Q-1", "Q-9", "null")).Add("offsets", Units("b", "R-9", "R-1", "\"1\"")).Remove("offsets[ccer].certificate")),
        (Overlap, c => c.Add("offsets", Units("c", "JLTPH-2025-000420", "JLTPH-2025-000429", "\"1\""))
            .Add("offsets", Units("d", "JLTPH-2025-000425", "JLTPH-2025-000434", "\"1\""))),
        ("findings", c => c.Remove("findings[CL-01].closedOn").Set("findings[NC-01].closedBy", "zhao")),
    ];

    [Fact]
    public void The_order_of_no_list_changes_what_a_verdict_says()
    {
        Gen.Select(Gen.Bool.Array[Troubles.Length], Gen.Int).Sample((chosen, seed) =>
        {
            var (straight, turned) = (With(chosen), With(chosen));
            var overlap = chosen[Array.FindIndex(Troubles, t => t.Name == Overlap)];

            turned.Become(straight.Json.Shuffled(new Random(seed), overlap ? ["offsets"] : [])!.AsObject());

            Assert.Equal(straight.Evaluate().Whole(), turned.Evaluate().Whole());
        }, iter: 300);
    }

    [Fact]
    public void Services_of_one_day_are_told_in_one_order_whatever_the_order_of_the_file()
    {
        var straight = new CaseBuilder().Add("services", Service("hengxin-holding", "\"冰雪节\"", "plan")).Add("services", Service("hengxin-holding", "\"庙会\"", "plan"));
        var turned = new CaseBuilder().Add("services", Service("hengxin-holding", "\"庙会\"", "plan")).Add("services", Service("hengxin-holding", "\"冰雪节\"", "plan"));

        Assert.Equal(straight.Evaluate().Whole(), turned.Evaluate().Whole());
    }

    [Fact]
    public void Every_trouble_is_seen()
    {
        var none = new CaseBuilder().Evaluate().Whole();

        Assert.All(Troubles, t => Assert.NotEqual(none, With([.. Troubles.Select(other => other.Name == t.Name)]).Evaluate().Whole()));
    }

    [Fact]
    public void A_verdict_may_be_issued_exactly_when_nothing_blocks()
    {
        Gen.Bool.Array[Troubles.Length].Sample(chosen =>
        {
            var verdict = With(chosen).Evaluate();

            Assert.Equal(verdict.Told().All(i => i.StartsWith("warning ", StringComparison.Ordinal)), verdict.MayIssue);
        }, iter: 100);
    }

    [Fact]
    public void Judging_twice_says_the_same()
    {
        Gen.Bool.Array[Troubles.Length].Sample(chosen => Assert.Equal(With(chosen).Evaluate().Whole(), With(chosen).Evaluate().Whole()), iter: 50);
    }

    [Fact]
    public void Whatever_stands_anywhere_in_a_file_it_is_refused_with_reasons_or_judged()
    {
        var places = JsonShuffle.Places(new CaseBuilder().Json).ToArray();

        Gen.Select(Gen.OneOf(places), Gen.OneOf(Values)).Array[1, 3].Sample(changes =>
        {
            var builder = new CaseBuilder();
            foreach (var (place, value) in changes.OrderByDescending(c => c.Item1.Length))
            {
                builder.Set(place, JsonPaths.Raw(value));
            }

            var failure = Record.Exception(() => builder.Evaluate().Whole());

            Assert.True(failure is null or UnreadableException { Faults.Count: > 0 }, failure?.ToString());
        }, iter: 600);
    }

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1", "0.000000000001", "999999999999999", "1e400", "[]", "{}", "[null]", "[{}]", """["power", "power"]""",
        .. new[]
        {
            "", " ", "a", "\\uFFFE1", "\\u0000", "this", "hengxin", "chen", "2026-01-09", "1900-01-01", "2200-12-31", "9999-12-31", "MWh", "kgCO2e/t", "JLTPH-2025-000301",
        }.Select(text => $"\"{text}\""),
    ];

    private static CaseBuilder With(bool[] chosen)
    {
        var builder = new CaseBuilder();
        foreach (var (_, apply) in Troubles.Where((_, i) => chosen[i]))
        {
            apply(builder);
        }

        return builder;
    }

    private static string Service(string provider, string name, string kind) =>
        $$"""{ "provider": "{{provider}}", "organizer": "ice-assoc", "event": {{name}}, "kind": "{{kind}}", "from": "2024-05-01", "to": "2024-06-01" }""";

    private static string Employment(string person, string organization) =>
        $$"""{ "person": "{{person}}", "organization": "{{organization}}", "from": "2020-01-01", "to": "2022-01-01", "role": "{{organization}}" }""";

    private static string Declaration(string person) => $$"""
        {
          "person": "{{person}}", "signedOn": "2025-12-20",
          "threats": [
            { "kind": "advocacy", "level": "high", "description": "代言" }, { "kind": "advocacy", "level": "high", "description": "广告" },
            { "kind": "familiarity", "level": "medium", "description": "同学" }, { "kind": "self-interest", "level": "high", "description": "股东" }
          ]
        }
        """;

    private static string Units(string key, string from, string to, string certificate) => $$"""
        {
          "key": "{{key}}", "kind": "ccer", "registry": "登记系统", "serialFrom": "{{from}}", "serialTo": "{{to}}", "tonnes": 5, "seller": "lvxing",
          "acquiredBy": "purchase", "cancelledOn": "2026-03-02", "certificate": {{certificate}}, "evidence": ["cert-ccer"]
        }
        """;
}
