using System.Text;
using System.Text.Json.Nodes;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Domain.Tests.Guides;

public sealed class PinnedPackTests
{
    private static readonly LocalizedText Newer = new("后来的规则", "A later rule");

    [Fact]
    public void A_pack_from_before_a_rule_is_held_to_it_as_one_of_the_house()
    {
        var json = Json();
        var rules = json["rules"]!.AsArray();
        rules.RemoveAt(rules.Select((r, i) => (r, i)).First(r => (string)r.r!["key"]! == RuleKeys.Group).i);
        var bytes = Encoding.UTF8.GetBytes(json.ToJsonString());

        Assert.Equal("guide.rule-missing", Assert.Single(Assert.Throws<UnreadableException>(() => GuidePackReader.Read(bytes)).Faults).What.Code);
        Assert.Equal(new GuideRule(RuleKeys.Group, Standing.House, Newer), GuidePackReader.ReadPinned(bytes, Newer).Rule(RuleKeys.Group));
    }

    [Fact]
    public void A_rule_that_is_gone_is_left_out_of_a_pinned_pack_and_refused_in_a_new_one()
    {
        var json = Json();
        json["rules"]!.AsArray().Add(new JsonObject { ["key"] = "old.rule", ["standing"] = "firm", ["source"] = new JsonObject { ["zh"] = "旧", ["en"] = "Old" } });
        var bytes = Encoding.UTF8.GetBytes(json.ToJsonString());

        Assert.Equal("guide.rule-unknown", Assert.Single(Assert.Throws<UnreadableException>(() => GuidePackReader.Read(bytes)).Faults).What.Code);
        Assert.Equal(RuleKeys.All.Order(), GuidePackReader.ReadPinned(bytes, Newer).Rules.Select(r => r.Key).Order());
    }

    [Fact]
    public void A_pinned_pack_of_this_program_is_read_as_it_stands()
    {
        var bytes = Encoding.UTF8.GetBytes(Json().ToJsonString());

        Assert.Equal(GuidePackReader.Read(bytes).Rules, GuidePackReader.ReadPinned(bytes, Newer).Rules);
    }

    [Fact]
    public void Differences_name_every_entry_that_is_added_changed_or_gone_and_nothing_else()
    {
        var before = GuidePackReader.Read(Encoding.UTF8.GetBytes(Json().ToJsonString()));
        Assert.Empty(GuideDifferences.Between(before, before with { Version = 9 }));

        var after = before with
        {
            Rules = [.. before.Rules.Select(r => r.Key == RuleKeys.OffsetLate ? r with { Standing = Standing.Firm } : r)],
            Factors = [.. before.Factors.Skip(1), before.Factors[0] with { Key = "new-factor", Value = 0.3m }],
            Checklist = [.. before.Checklist.Select(i => i.Key == "impl.boundary" ? i with { Kind = ChecklistKind.Preferred } : i)],
            Limits = before.Limits with { TeamMinimum = before.Limits.TeamMinimum with { Value = 3 } },
        };

        var found = GuideDifferences.Between(before, after);

        Assert.Equal(
            [
                "checklist impl.boundary Changed kind", "factors " + before.Factors[0].Key + " Removed", "factors new-factor Added", "limits teamMinimum Changed value",
                "rules offset.late Changed standing",
            ],
            found.Select(d => $"{d.Section} {d.Key} {d.Kind} {(d.Kind == DifferenceKind.Changed ? string.Join(' ', d.Changes.Select(c => c.Property)) : "")}".Trim()).Order(StringComparer.Ordinal));
    }

    private static JsonObject Json() => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Guides, "jilin-2026-draft", "guide.json")))!.AsObject();
}
