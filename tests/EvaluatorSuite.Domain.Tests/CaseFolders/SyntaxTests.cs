using System.Text;
using EvaluatorSuite.Domain.CaseFolders;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Domain.Tests.CaseFolders;

public sealed class SyntaxTests
{
    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{", 1, 2)]
    [InlineData("{\n  \"guide\": jilin\n}", 2, 12)]
    [InlineData("{\n  \"guide\": \"a\",\n}", 3, 1)]
    [InlineData("{\n\n  // a remark\n}", 3, 3)]
    [InlineData("{}\n{}", 2, 1)]
    [InlineData("{ \"guide\": 01 }", 1, 13)]
    [InlineData("{ \"guide\": NaN }", 1, 12)]
    [InlineData("{ 'guide': 1 }", 1, 3)]
    [InlineData("{ \"guide\": \"a\nb\" }", 1, 14)]
    public void Broken_JSON_is_told_with_its_line_and_column(string json, int line, int column)
    {
        var fault = Fault(Encoding.UTF8.GetBytes(json));

        Assert.Equal(("$", "json.syntax"), (fault.Path, fault.What.Code));
        Assert.Equal((line, column), (fault.What.Values["line"], fault.What.Values["column"]));
    }

    [Fact]
    public void A_byte_order_mark_is_fine_and_moves_no_column()
    {
        var builder = new CaseBuilder();
        byte[] mark = [0xEF, 0xBB, 0xBF];

        Assert.Equal("长春", builder.Read([.. mark, .. Encoding.UTF8.GetBytes(builder.Json.Write())]).Event.City);
        Assert.Equal(12, Fault([.. mark, .. "{ \"guide\": x }"u8]).What.Values["column"]);
    }

    [Fact]
    public void Another_encoding_is_a_fault()
    {
        var fault = Fault(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(new CaseBuilder().Json.Write())).ToArray());

        Assert.Equal("json.syntax", fault.What.Code);
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_a_fault()
    {
        var bytes = Encoding.UTF8.GetBytes(new CaseBuilder().Set("event.city", "HERE").Json.Write());
        bytes[bytes.AsSpan().IndexOf("HERE"u8)] = 0xFF;

        var fault = Assert.Single(new CaseBuilder().Faults(bytes));
        Assert.Contains(fault, new[] { "$.event.city json.unicode", "$ json.syntax" });
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"case\"")]
    [InlineData("7")]
    public void A_case_is_an_object(string json)
    {
        var fault = Fault(Encoding.UTF8.GetBytes(json));

        Assert.Equal(("$", "json.type"), (fault.Path, fault.What.Code));
    }

    [Theory]
    [InlineData(65)]
    [InlineData(100_000)]
    public void A_nesting_that_no_case_has_is_a_fault(int depth)
    {
        var nested = string.Concat(Enumerable.Repeat('[', depth)) + string.Concat(Enumerable.Repeat(']', depth));

        Assert.Equal(["$ json.syntax"], new CaseBuilder().Set("remark", "HERE").FaultsAfter("\"HERE\"", nested));
    }

    [Fact]
    public void An_empty_object_misses_what_every_case_has()
    {
        Assert.Equal(
            ["$.engagement json.missing", "$.event json.missing", "$.firm json.missing", "$.guide json.missing"],
            new CaseBuilder().Faults("{}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_long_value_is_shortened_where_it_is_told()
    {
        var fault = new CaseBuilder().Set("event.start", new string('9', 300)).Fault();

        Assert.Equal($"{new string('9', 57)}…", fault.What.Values["value"]);
    }

    [Fact]
    public void A_value_is_never_shortened_in_the_middle_of_a_character()
    {
        var fault = new CaseBuilder().Set("event.start", new string('9', 56) + "😀😀😀😀").Fault();

        Assert.True(((string)fault.What.Values["value"]).IsNormalized());
    }

    private static Fault Fault(byte[] utf8) => Assert.Single(Assert.Throws<UnreadableException>(
        () => CaseReader.Read(utf8, new Dictionary<string, GuidePack> { [Packs.Jilin.Key] = Packs.Jilin })).Faults);
}
