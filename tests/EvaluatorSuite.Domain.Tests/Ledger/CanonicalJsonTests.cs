using System.Globalization;
using System.Text.Json;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Ledger;

namespace EvaluatorSuite.Domain.Tests.Ledger;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void Names_are_sorted_by_their_code_points_at_every_depth()
    {
        var value = new Dictionary<string, object?>
        {
            ["b"] = 1,
            ["a"] = new Dictionary<string, object?> { ["Z"] = true, ["z"] = false, ["中"] = null, ["_"] = "x" },
            ["B"] = Array.Empty<string>(),
        };

        Assert.Equal("""{"B":[],"a":{"Z":true,"_":"x","z":false,"中":null},"b":1}""", CanonicalJson.Write(value));
    }

    [Fact]
    public void The_order_in_which_values_were_named_does_not_matter()
    {
        var one = new Dictionary<string, object?> { ["a"] = 1, ["b"] = 2, ["c"] = 3 };
        var other = new Dictionary<string, object?> { ["c"] = 3, ["b"] = 2, ["a"] = 1 };

        Assert.Equal(CanonicalJson.Write(one), CanonicalJson.Write(other));
    }

    public static TheoryData<object?, string> Values => new()
    {
        { null, "null" },
        { true, "true" },
        { 7, "7" },
        { -7L, "-7" },
        { long.MaxValue, "9223372036854775807" },
        { 1234567.890000m, "1234567.890000" },
        { "文 \"q\" \\ \n\t\u0001 </é>", """
            "文 \"q\" \\ \n\t\u0001 </é>"
            """ },
        { "😀", "\"\\uD83D\\uDE00\"" },
        { "", "\"\"" },
        { Guid.Parse("0199AAAA-0000-7000-8000-000000000001"), "\"0199aaaa-0000-7000-8000-000000000001\"" },
        { new DateOnly(2026, 1, 8), "\"2026-01-08\"" },
        { new DateTimeOffset(2026, 1, 8, 1, 2, 3, 4, TimeSpan.FromHours(8)), "\"2026-01-07T17:02:03.004Z\"" },
        { Standing.House, "\"House\"" },
        { new object?[] { 1, "a", null, new[] { 2 } }, "[1,\"a\",null,[2]]" },
    };

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void Every_value_has_one_form(object? value, string json)
    {
        Assert.Equal(json, CanonicalJson.Write(value));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("zh-CN")]
    [InlineData("sv-SE")]
    public void The_language_of_the_machine_does_not_matter(string language)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);

            Assert.Equal("""[-1.50,-7,"2026-01-08"]""", CanonicalJson.Write(new object[] { -1.50m, -7, new DateOnly(2026, 1, 8) }));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(1.5f)]
    [InlineData('c')]
    public void What_has_no_one_form_is_refused(object value)
    {
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(value));
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(new[] { value }));
    }

    [Fact]
    public void What_is_written_is_JSON()
    {
        var value = new Dictionary<string, object?> { ["a"] = new object?[] { 1.50m, "\"\\\u2028\u0000", null }, ["b"] = new Dictionary<string, object?>() };

        using var read = JsonDocument.Parse(CanonicalJson.Write(value));

        Assert.Equal("\"\\\u2028\u0000", read.RootElement.GetProperty("a")[1].GetString());
    }
}
