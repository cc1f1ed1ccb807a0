using System.Globalization;
using CsCheck;
using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Domain.Tests.Guides;

public sealed class UnitTests
{
    [Theory]
    [InlineData("MWh", "kWh", "1000")]
    [InlineData("GWh", "MWh", "1000")]
    [InlineData("MWh", "GJ", "3.6")]
    [InlineData("kWh", "MJ", "3.6")]
    [InlineData("GJ", "MJ", "1000")]
    [InlineData("t", "kg", "1000")]
    [InlineData("1e4Nm3", "m3", "10000")]
    [InlineData("1e4Nm3", "Nm3", "10000")]
    [InlineData("Nm3", "m3", "1")]
    [InlineData("m3", "L", "1000")]
    public void One_unit_is_so_many_of_another(string from, string to, string count)
    {
        var expected = Exact.Of(decimal.Parse(count, CultureInfo.InvariantCulture));

        Assert.Equal(expected, Unit.Get(from).Convert(1m, Unit.Get(to)));
        Assert.Equal(Exact.Of(1) / expected, Unit.Get(to).Convert(1m, Unit.Get(from)));
    }

    [Fact]
    public void Units_convert_within_their_dimension_and_nowhere_else()
    {
        string[][] dimensions = [["kWh", "MWh", "GWh", "MJ", "GJ"], ["kg", "t"], ["L", "m3", "Nm3", "1e4Nm3"], ["pkm"], ["vkm"], ["room-night"], ["person-day"]];

        Assert.Equal(dimensions.SelectMany(d => d).Order(), Unit.All.Select(u => u.Code).Order());
        foreach (var (from, to) in from f in Unit.All from t in Unit.All select (f, t))
        {
            var same = dimensions.Any(d => d.Contains(from.Code) && d.Contains(to.Code));

            Assert.Equal(same, from.ConvertsTo(to));
            Assert.Equal(same, Record.Exception(() => from.Convert(1m, to)) is null);
        }
    }

    [Theory]
    [InlineData("kwh")]
    [InlineData("")]
    [InlineData("度")]
    public void What_is_no_unit_is_not_found(string code)
    {
        Assert.Null(Unit.Find(code));
        Assert.Throws<ArgumentException>(() => Unit.Get(code));
    }

    [Theory]
    [InlineData("kgCO2/kWh", "0.001")]
    [InlineData("kgCO2e/person-day", "0.001")]
    [InlineData("tCO2/1e4Nm3", "1")]
    [InlineData("tCO2e/t", "1")]
    public void The_unit_of_a_factor_is_a_mass_of_gas_for_a_unit_of_activity(string text, string tonnes)
    {
        var unit = FactorUnit.Parse(text)!;

        Assert.Equal(text, unit.Code);
        Assert.Equal(Exact.Of(decimal.Parse(tonnes, CultureInfo.InvariantCulture)), unit.TonnesPerMass);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("kgCO2")]
    [InlineData("kgCO2/")]
    [InlineData("kgCO2/kW")]
    [InlineData("kgCO2/kWh/t")]
    [InlineData("CO2/kWh")]
    [InlineData("gCO2/kWh")]
    [InlineData("KgCO2/kWh")]
    [InlineData("kgCH4/kWh")]
    [InlineData("kg/kWh")]
    [InlineData("kgCO2E/kWh")]
    [InlineData("kgCO2 /kWh")]
    [InlineData("tkgCO2/kWh")]
    [InlineData("kgtCO2/kWh")]
    public void Anything_else_is_no_unit_of_a_factor(string text)
    {
        Assert.Null(FactorUnit.Parse(text));
    }

    [Fact]
    public void Every_mass_gas_and_activity_make_a_unit_that_reads_back()
    {
        foreach (var unit in from m in new[] { "kg", "t" } from g in FactorUnit.Gases from a in Unit.All select new FactorUnit(m, g, a))
        {
            Assert.Equal(unit, FactorUnit.Parse(unit.Code));
        }
    }

    [Fact]
    public void There_and_back_is_exactly_the_same()
    {
        var dimensions = Unit.All.GroupBy(u => u.Dimension).Select(d => d.ToArray()).ToArray();
        var three = Gen.OneOf(dimensions).SelectMany(d => Gen.Select(Gen.OneOf(d), Gen.OneOf(d), Gen.OneOf(d)));

        Gen.Select(Gen.Decimal, three).Sample((amount, units) =>
        {
            var (from, over, to) = units;

            Assert.Equal(Exact.Of(amount), to.Convert(over.Convert(from.Convert(amount, over), to), from));
            Assert.Equal(from.Convert(amount, to), over.Convert(from.Convert(amount, over), to));
        }, iter: 5_000);
    }
}
