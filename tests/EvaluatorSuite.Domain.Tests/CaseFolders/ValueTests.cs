using System.Globalization;

namespace EvaluatorSuite.Domain.Tests.CaseFolders;

public sealed class ValueTests
{
    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("2025-02-29")]
    [InlineData("2026-13-01")]
    [InlineData("2026-1-8")]
    [InlineData("2026-01-08T00:00:00")]
    [InlineData("08.01.2026")]
    [InlineData("2026/01/08")]
    [InlineData(" 2026-01-08")]
    [InlineData("1899-12-31")]
    [InlineData("2201-01-01")]
    [InlineData("２０２６-01-08")]
    public void A_day_that_is_not_in_the_calendar_is_a_fault(string day)
    {
        var fault = new CaseBuilder().Set("declarations[0].signedOn", day).Fault();

        Assert.Equal(("$.declarations[0].signedOn", "json.date", day), (fault.Path, fault.What.Code, fault.What.Values["value"]));
    }

    [Theory]
    [InlineData("2024-02-29")]
    [InlineData("1900-01-01")]
    [InlineData("2200-12-31")]
    public void A_day_of_the_calendar_is_read(string day)
    {
        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd", null), new CaseBuilder().Set("declarations[0].signedOn", day).Read().Declarations[0].SignedOn);
    }

    [Theory]
    [InlineData("1e400", "json.amount-size")]
    [InlineData("1e-400", "json.amount-size")]
    [InlineData("0e400", "json.amount-size")]
    [InlineData("1e99999999999999999999", "json.amount-size")]
    [InlineData("1234567890123456789012345678", "json.amount-size")]
    [InlineData("1000000000000000", "json.amount-size")]
    [InlineData("1e15", "json.amount-size")]
    [InlineData("0.1234567890123", "json.amount-size")]
    [InlineData("1e-13", "json.amount-size")]
    [InlineData("-1", "json.amount-min")]
    [InlineData("-0.000000000001", "json.amount-min")]
    [InlineData("-1e400", "json.amount-size")]
    public void A_figure_that_no_database_keeps_or_that_is_below_nothing_is_a_fault(string figure, string code)
    {
        var fault = new CaseBuilder().SetRaw("offsets[1].tonnes", figure).Fault();

        Assert.Equal(("$.offsets[1].tonnes", code, figure), (fault.Path, fault.What.Code, fault.What.Values["value"]));
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.000", "0")]
    [InlineData("999999999999999", "999999999999999")]
    [InlineData("999999999999999.999999999999", "999999999999999.999999999999")]
    [InlineData("0.000000000001", "0.000000000001")]
    [InlineData("1e14", "100000000000000")]
    [InlineData("1E-12", "0.000000000001")]
    [InlineData("1.5e+3", "1500")]
    [InlineData("0.1234567890120000000000000000000000000000", "0.123456789012")]
    [InlineData("48.600000000000000000000000000000000000000000000000000000", "48.6")]
    [InlineData("100000000000000000000000000000000000000000e-40", "10")]
    [InlineData("0.00000000000000000000000000000000000000001e41", "1")]
    [InlineData("123456789.123456789", "123456789.123456789")]
    public void A_figure_is_read_to_its_last_digit(string figure, string value)
    {
        var read = new CaseBuilder().SetRaw("offsets[1].tonnes", figure).Read();

        Assert.Equal(decimal.Parse(value, CultureInfo.InvariantCulture), read.Offsets[1].Tonnes);
    }

    [Fact]
    public void A_figure_that_binary_cannot_hold_is_exact()
    {
        Assert.Equal(0.1m + 0.2m, new CaseBuilder().SetRaw("offsets[1].tonnes", "0.3").Read().Offsets[1].Tonnes);
    }

    [Theory]
    [InlineData("ownership[0].percent", "100.000000000001", "case.percent")]
    [InlineData("ownership[0].percent", "-1", "json.amount-min")]
    [InlineData("engagement.materialityPercent", "100.1", "case.percent")]
    [InlineData("engagement.materialityPercent", "-0.1", "json.amount-min")]
    [InlineData("event.attendance", "-1", "json.whole")]
    [InlineData("event.attendance", "620.5", "json.whole")]
    [InlineData("event.attendance", "2147483648", "json.whole")]
    [InlineData("event.areaSquareMetres", "-1", "json.amount-min")]
    [InlineData("inventory[0].claimedTonnes", "-1", "json.amount-min")]
    [InlineData("inventory[5].verifiedAmount", "-1", "json.amount-min")]
    [InlineData("offsets[0].tonnes", "-120", "json.amount-min")]
    public void Every_figure_has_its_bounds(string path, string figure, string code)
    {
        Assert.Equal([$"$.{path} {code}"], new CaseBuilder().SetRaw(path, figure).Faults());
    }

    [Theory]
    [InlineData("event.start", "2026-01-11", "$.event.end")]
    [InlineData("employments[0].to", "2019-02-28", "$.employments[0].to")]
    [InlineData("services[0].to", "2025-10-07", "$.services[0].to")]
    [InlineData("engagement.team[0].to", "2025-12-15", "$.engagement.team[0].to")]
    [InlineData("engagement.siteVisit.to", "2026-01-07", "$.engagement.siteVisit.to")]
    [InlineData("engagement.plan.schedule[1].to", "2025-12-21", "$.engagement.plan.schedule[1].to")]
    [InlineData("evidence[2].periodTo", "2026-01-05", "$.evidence[2].periodTo")]
    [InlineData("findings[0].closedOn", "2026-01-08", "$.findings[0].closedOn")]
    public void A_period_that_ends_before_it_begins_is_a_fault(string path, string day, string at)
    {
        Assert.Equal([$"{at} case.period"], new CaseBuilder().Set(path, day).Faults());
    }

    [Theory]
    [InlineData("event.start", "2026-01-10")]
    [InlineData("employments[0].to", "2019-03-01")]
    [InlineData("services[0].to", "2025-10-08")]
    [InlineData("engagement.team[0].to", "2025-12-16")]
    [InlineData("findings[0].closedOn", "2026-01-09")]
    public void A_period_of_one_day_is_none(string path, string day)
    {
        Assert.NotNull(new CaseBuilder().Set(path, day).Read());
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/x")]
    [InlineData("C:\\x")]
    [InlineData("a//b")]
    [InlineData("a/../../b")]
    public void An_evidence_file_stays_in_its_folder(string file)
    {
        var fault = new CaseBuilder().Set("evidence[4].file", file).Fault();

        Assert.Equal(("$.evidence[4].file", "evidence.path", file), (fault.Path, fault.What.Code, fault.What.Values["value"]));
    }

    [Theory]
    [InlineData("\\u0000")]
    [InlineData("\\u0007")]
    [InlineData("\\u001b[31m")]
    [InlineData("\\u007f")]
    [InlineData("\\u0085")]
    [InlineData("\\uFFFE")]
    [InlineData("\\uFFFF")]
    public void A_control_character_or_what_is_no_character_is_a_fault(string character)
    {
        Assert.Equal(["$.event.city json.control"], new CaseBuilder().Set("event.city", "HERE").FaultsAfter("HERE", $"a{character}b"));
    }

    [Theory]
    [InlineData("\\n")]
    [InlineData("\\r\\n")]
    [InlineData("\\t")]
    public void Lines_and_tabs_are_text(string character)
    {
        var builder = new CaseBuilder().Set("declarations[2].threats[0].description", "HERE");

        Assert.NotNull(builder.Read(builder.Json.Write().Replace("HERE", $"a{character}b", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\udc00a")]
    [InlineData("a\\ud83d")]
    public void Half_of_a_character_is_a_fault(string half)
    {
        Assert.Equal(["$.event.city json.unicode"], new CaseBuilder().Set("event.city", "HERE").FaultsAfter("HERE", half));
        Assert.Equal(["$.people[0].qualifications[0] json.unicode"], new CaseBuilder().Set("people[0].qualifications[0]", "HERE").FaultsAfter("HERE", half));
        Assert.Equal(["$.event json.unicode"], new CaseBuilder().Set("event.HERE", 1).FaultsAfter("HERE", half));
    }

    [Fact]
    public void A_whole_character_of_two_halves_is_text()
    {
        var builder = new CaseBuilder().Set("event.city", "HERE");

        Assert.Equal("😀𠮷", builder.Read(builder.Json.Write().Replace("HERE", "\\ud83d\\ude00𠮷", StringComparison.Ordinal)).Event.City);
    }

    [Theory]
    [InlineData("1000000000000", true)]
    [InlineData("1000000000000.000000000001", false)]
    public void A_line_comes_to_no_more_tonnes_than_a_sum_can_hold(string amount, bool right)
    {
        var builder = new CaseBuilder().SetRaw("inventory[0].amount", amount).Remove("inventory[0].factor")
            .SetRaw("inventory[0].ownFactor", """{ "value": 1000, "unit": "tCO2/MWh", "source": "x", "year": 2025 }""");

        if (right)
        {
            Assert.Equal(1_000_000_000_000_000m, builder.Evaluate().Inventory.Lines[0].VerifiedTonnes);
        }
        else
        {
            Assert.Equal(["$.inventory[0].amount case.tonnes-too-large"], builder.Faults());
        }
    }

    [Theory]
    [InlineData("organizations[4].name")]
    [InlineData("people[4].name")]
    [InlineData("event.name")]
    public void Spaces_about_a_name_are_not_part_of_it(string path)
    {
        var read = new CaseBuilder().Set(path, "\t 名称 ").Read();

        Assert.Contains("名称", new[] { read.Registry.Organizations[4].Name, read.Registry.People[4].Name, read.Event.Name });
    }

    [Theory]
    [InlineData("event.city", 100)]
    [InlineData("event.name", 200)]
    [InlineData("organizations[0].name", 200)]
    [InlineData("people[0].name", 100)]
    [InlineData("inventory[0].description", 400)]
    [InlineData("offsets[0].serialFrom", 100)]
    [InlineData("declarations[2].threats[0].description", 4000)]
    public void A_text_has_its_greatest_length(string path, int length)
    {
        Assert.NotNull(new CaseBuilder().Set(path, new string('长', length)).Read());
        Assert.Equal([$"$.{path} json.text-length"], new CaseBuilder().Set(path, new string('长', length + 1)).Faults());
    }
}
