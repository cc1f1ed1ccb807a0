using System.Text.Json.Nodes;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Domain.Tests.Guides;

public sealed class GuidePackReaderTests
{
    private readonly PackBuilder _pack = new();

    [Fact]
    public void Every_rule_of_the_product_has_to_be_there()
    {
        _pack.Remove("rules[plan.incomplete]");

        var fault = _pack.Fault();
        Assert.Equal(("$.rules", "guide.rule-missing", "plan.incomplete"), (fault.Path, fault.What.Code, fault.What.Values["rule"]));
    }

    [Fact]
    public void Each_missing_rule_is_a_fault_of_its_own()
    {
        _pack.Set("rules", new JsonArray());

        Assert.Equal(RuleKeys.All.Select(_ => "$.rules guide.rule-missing"), _pack.Faults());
    }

    [Fact]
    public void A_rule_that_the_product_does_not_have_is_a_fault()
    {
        _pack.Add("rules", """{ "key": "plan.unsigned", "standing": "house", "source": { "zh": "无", "en": "none" } }""");

        Assert.Equal(["$.rules[33].key guide.rule-unknown"], _pack.Faults());
    }

    [Fact]
    public void The_place_of_an_unknown_rule_counts_the_rows_that_are_faulty_too()
    {
        _pack.Add("rules", "7");
        _pack.Add("rules", """{ "key": "plan.unsigned", "standing": "house", "source": { "zh": "无", "en": "none" } }""");

        Assert.Equal(["$.rules[33] json.type", "$.rules[34].key guide.rule-unknown"], _pack.Faults());
    }

    [Theory]
    [InlineData("rules", "json.duplicate-key")]
    [InlineData("sources", "json.duplicate-key")]
    [InlineData("factors", "json.duplicate-key")]
    [InlineData("offsetKinds", "json.duplicate-key")]
    [InlineData("checklist", "json.duplicate-key")]
    [InlineData("outline", "json.duplicate-key")]
    public void A_key_that_two_entries_have_is_a_fault_at_the_second(string list, string code)
    {
        var rows = JsonPaths.At(_pack.Json, list).AsArray();
        rows.Add(rows[0]!.DeepClone());

        var fault = _pack.Fault();
        Assert.Equal(($"$.{list}[{rows.Count - 1}].key", code, list), (fault.Path, fault.What.Code, fault.What.Values["list"]));
    }

    [Theory]
    [InlineData("retentionFloorYears", "2", false)]
    [InlineData("retentionFloorYears", "2.999999999999", false)]
    [InlineData("retentionFloorYears", "3", true)]
    [InlineData("retentionFloorYears", "4", true)]
    [InlineData("retentionDefaultYears", "2", false)]
    [InlineData("retentionDefaultYears", "3", true)]
    [InlineData("retentionDefaultYears", "100", true)]
    [InlineData("retentionDefaultYears", "101", false)]
    [InlineData("personLookBackYears", "0", true)]
    [InlineData("personLookBackYears", "50", true)]
    [InlineData("personLookBackYears", "51", false)]
    [InlineData("personLookBackYears", "2.5", false)]
    [InlineData("earlierServiceLookBackYears", "2.5", false)]
    [InlineData("offsetDeadlineYears", "0.5", false)]
    [InlineData("teamMinimum", "0", false)]
    [InlineData("teamMinimum", "1", true)]
    [InlineData("teamMinimum", "1.5", false)]
    [InlineData("materialityPercent", "2.5", true)]
    [InlineData("materialityPercent", "100.1", false)]
    public void A_number_stays_in_its_bounds(string limit, string value, bool right)
    {
        _pack.SetRaw($"limits.{limit}.value", value);

        Assert.Equal(right ? [] : [$"$.limits.{limit}.value guide.limit"], _pack.Faults());
    }

    [Fact]
    public void What_is_kept_by_default_is_kept_no_shorter_than_the_floor_of_the_pack()
    {
        _pack.Set("limits.retentionFloorYears.value", 8);
        _pack.Set("limits.retentionDefaultYears.value", 7);

        Assert.Equal(["$.limits.retentionDefaultYears.value guide.limit"], _pack.Faults());
    }

    [Theory]
    [InlineData("rules[0].standing")]
    [InlineData("rules[0].source")]
    [InlineData("rules[0].source.zh")]
    [InlineData("rules[0].source.en")]
    [InlineData("thresholds[0].standing")]
    [InlineData("thresholds[0].source")]
    [InlineData("thresholds[0].atLeast")]
    [InlineData("sources[0].standing")]
    [InlineData("sources[0].source")]
    [InlineData("sources[0].name")]
    [InlineData("sources[0].direct")]
    [InlineData("factors[0].standing")]
    [InlineData("factors[0].source")]
    [InlineData("factors[0].name")]
    [InlineData("factors[0].dataYear")]
    [InlineData("factors[0].document")]
    [InlineData("factors[0].region")]
    [InlineData("factors[0].scope")]
    [InlineData("factors[0].status")]
    [InlineData("offsetKinds[0].standing")]
    [InlineData("offsetKinds[0].source")]
    [InlineData("checklist[0].standing")]
    [InlineData("checklist[0].source")]
    [InlineData("checklist[0].requirement")]
    [InlineData("limits")]
    [InlineData("limits.teamMinimum")]
    [InlineData("limits.teamMinimum.standing")]
    [InlineData("limits.teamMinimum.source")]
    [InlineData("outline[0].standing")]
    [InlineData("outline[0].source")]
    [InlineData("outline[0].level")]
    [InlineData("templates")]
    [InlineData("templates.report")]
    [InlineData("title")]
    [InlineData("note")]
    [InlineData("version")]
    public void What_every_pack_has_is_a_fault_when_it_is_missing(string path)
    {
        _pack.Remove(path);

        Assert.Equal([$"$.{path} json.missing"], _pack.Faults());
    }

    [Theory]
    [InlineData("rules[0].standing", "\"certain\"", "json.choice")]
    [InlineData("thresholds[0].eventKind", "\"party\"", "json.choice")]
    [InlineData("thresholds[0].measure", "\"visitors\"", "json.choice")]
    [InlineData("checklist[0].kind", "\"optional\"", "json.choice")]
    [InlineData("checklist[0].phase", "\"after\"", "json.choice")]
    [InlineData("factors[0].status", "\"old\"", "json.choice")]
    [InlineData("sources[0].direct", "\"yes\"", "json.type")]
    [InlineData("factors[0].dataYear", "1989", "json.whole")]
    [InlineData("factors[0].value", "-0.1", "json.amount-min")]
    [InlineData("factors[0].value", "\"0.5\"", "json.type")]
    [InlineData("outline[0].level", "4", "json.whole")]
    [InlineData("version", "0", "json.whole")]
    [InlineData("remark", "1", "json.unknown-property")]
    [InlineData("rules[0].severity", "\"block\"", "json.unknown-property")]
    [InlineData("limits.patience", "1", "json.unknown-property")]
    [InlineData("templates.letter", "\"a.docx\"", "json.unknown-property")]
    public void A_value_that_is_not_what_it_should_be_is_a_fault_where_it_stands(string path, string value, string code)
    {
        _pack.SetRaw(path, value);

        Assert.Equal([$"$.{path} {code}"], _pack.Faults());
    }

    [Theory]
    [InlineData("Jilin")]
    [InlineData("jilin 2026")]
    [InlineData("../jilin")]
    [InlineData("吉林")]
    public void The_key_is_the_name_of_a_folder(string key)
    {
        _pack.Set("key", key);

        Assert.Equal(["$.key guide.key"], _pack.Faults());
    }

    [Theory]
    [InlineData("report.pdf")]
    [InlineData("../report.docx")]
    [InlineData("a\\report.docx")]
    [InlineData("C:report.docx")]
    public void The_template_is_a_Word_file_beside_the_pack(string name)
    {
        _pack.Set("templates.report", name);

        Assert.Equal(["$.templates.report guide.template-name"], _pack.Faults());
    }

    [Fact]
    public void The_item_that_the_tonnes_decide_is_there_and_a_veto()
    {
        _pack.Set("checklist[impl.neutrality].kind", "basic");
        Assert.Equal(["$.checklist guide.neutrality-item"], _pack.Faults());

        _pack.Remove("checklist[impl.neutrality]");
        Assert.Equal(["$.checklist guide.neutrality-item"], _pack.Faults());
    }

    [Theory]
    [InlineData("sources")]
    [InlineData("offsetKinds")]
    [InlineData("outline")]
    public void A_pack_without_these_is_none(string list)
    {
        _pack.Set(list, new JsonArray());

        Assert.Equal([$"$.{list} json.missing"], _pack.Faults());
    }

    [Fact]
    public void Thresholds_and_factors_may_be_none()
    {
        _pack.Set("thresholds", new JsonArray());
        _pack.Set("factors", new JsonArray());

        Assert.Empty(_pack.Faults());
    }

    [Fact]
    public void Several_faults_are_all_told_at_once()
    {
        _pack.Remove("rules[offset.late]");
        _pack.Set("factors[1].unit", "kg");
        _pack.Set("limits.retentionFloorYears.value", 2);
        _pack.Set("limits.retentionDefaultYears.value", 1);
        _pack.Set("checklist[2].remark", "x");

        Assert.Equal(
            [
                "$.checklist[2].remark json.unknown-property", "$.factors[1].unit unit.factor", "$.limits.retentionDefaultYears.value guide.limit",
                "$.limits.retentionFloorYears.value guide.limit", "$.rules guide.rule-missing",
            ],
            _pack.Faults().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Broken_JSON_is_told_with_its_line_and_the_file()
    {
        var broken = Assert.Throws<UnreadableException>(() => GuidePackReader.Read("{\n  \"key\": }"u8.ToArray()));

        Assert.Equal("guide.json", broken.File);
        Assert.Equal(("json.syntax", 2, 10), (broken.Faults[0].What.Code, broken.Faults[0].What.Values["line"], broken.Faults[0].What.Values["column"]));
    }
}
