namespace EvaluatorSuite.Domain.Tests.Guides;

public sealed class GuideFactorTests
{
    private readonly PackBuilder _pack = new();

    [Fact]
    public void A_factor_is_a_value_or_a_fuel_and_not_both()
    {
        _pack.Set("factors[petrol-2015].value", 3.04m);

        Assert.Equal([$"$.factors[{IndexOf("petrol-2015")}] guide.factor-value"], _pack.Faults());
    }

    [Fact]
    public void A_factor_is_a_value_or_a_fuel_and_not_neither()
    {
        _pack.Remove("factors[0].value");

        Assert.Equal(["$.factors[0] guide.factor-value"], _pack.Faults());
    }

    [Theory]
    [InlineData("kgCO2/kW")]
    [InlineData("kg/kWh")]
    [InlineData("kWh")]
    [InlineData("kgCO2/kWh ")]
    public void A_unit_that_nobody_knows_is_a_fault(string unit)
    {
        _pack.Set("factors[0].unit", unit);

        var fault = _pack.Fault();
        Assert.Equal(("$.factors[0].unit", "unit.factor", unit), (fault.Path, fault.What.Code, fault.What.Values["value"]));
    }

    [Fact]
    public void The_factor_of_a_fuel_is_in_tonnes()
    {
        _pack.Set("factors[petrol-2015].unit", "kgCO2/t");

        Assert.Equal([$"$.factors[{IndexOf("petrol-2015")}].unit guide.fuel-unit"], _pack.Faults());
    }

    [Theory]
    [InlineData("oxidation", "1.000000000001", "guide.oxidation")]
    [InlineData("oxidation", "-0.1", "json.amount-min")]
    [InlineData("carbonContent", "-0.1", "json.amount-min")]
    [InlineData("netCalorificValue", "\"44.8\"", "json.type")]
    [InlineData("netCalorificValue", "null", "json.missing")]
    [InlineData("density", "1", "json.unknown-property")]
    public void The_properties_of_a_fuel_are_whole(string property, string value, string code)
    {
        _pack.SetRaw($"factors[petrol-2015].fuel.{property}", value);

        Assert.Equal([$"$.factors[{IndexOf("petrol-2015")}].fuel.{property} {code}"], _pack.Faults());
    }

    [Fact]
    public void All_of_a_fuel_may_burn()
    {
        _pack.Set("factors[petrol-2015].fuel.oxidation", 1);

        Assert.Empty(_pack.Faults());
    }

    private static int IndexOf(string factor) => Packs.Jilin.Factors.ToList().FindIndex(f => f.Key == factor);
}
