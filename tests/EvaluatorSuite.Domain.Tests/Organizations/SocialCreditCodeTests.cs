using CsCheck;
using EvaluatorSuite.Domain.Organizations;

namespace EvaluatorSuite.Domain.Tests.Organizations;

public sealed class SocialCreditCodeTests
{
    private const string Symbols = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    [Theory]
    [InlineData("91110000600037341L")]
    [InlineData("91350100M000100Y43")]
    [InlineData("91220101MA0Y1K2T3X")]
    [InlineData("512200005000123451")]
    public void A_right_code_has_no_fault(string code)
    {
        Assert.Null(SocialCreditCode.Fault(code));
    }

    [Fact]
    public void A_wrong_check_symbol_is_told_with_the_right_one()
    {
        var fault = SocialCreditCode.Fault("91350100M000100Y4Z");

        Assert.Equal(("uscc.check", "3"), (fault?.Code, fault?.Values["expected"]));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("91350100M000100Y4", 17)]
    [InlineData("91350100M000100Y433", 19)]
    [InlineData(" 91350100M000100Y43", 19)]
    public void A_code_has_eighteen_symbols(string code, int length)
    {
        var fault = SocialCreditCode.Fault(code);

        Assert.Equal(("uscc.length", length), (fault?.Code, fault?.Values["length"]));
    }

    [Theory]
    [InlineData("91350100I000100Y43", "I", 9)]
    [InlineData("O1350100M000100Y43", "O", 1)]
    [InlineData("91350100M000100S43", "S", 16)]
    [InlineData("91350100M000100V43", "V", 16)]
    [InlineData("91350100M000100Z43", "Z", 16)]
    [InlineData("9135010０M000100Y43", "０", 8)]
    [InlineData("91350100m000100Y43", "m", 9)]
    public void A_symbol_that_no_code_has_is_told_with_its_place(string code, string symbol, int position)
    {
        var fault = SocialCreditCode.Fault(code);

        Assert.Equal(("uscc.symbol", symbol, position), (fault?.Code, fault?.Values["symbol"], fault?.Values["position"]));
    }

    // 31 is a prime and no weight is a multiple of it.
    [Fact]
    public void A_slip_in_any_one_symbol_is_always_found()
    {
        Gen.Select(Gen.OneOf("91110000600037341L", "91350100M000100Y43", "91220104MA17XQ9C27"), Gen.Int[0, 17], Gen.Int[0, 30]).Sample((code, place, symbol) =>
        {
            var slip = code[..place] + Symbols[symbol] + code[(place + 1)..];

            Assert.Equal(slip == code, SocialCreditCode.Fault(slip) is null);
        }, iter: 5_000);
    }

    [Fact]
    public void Of_thirty_one_check_symbols_exactly_one_is_right()
    {
        Gen.Int[0, 30].Array[17].Sample(values =>
        {
            var body = string.Concat(values.Select(v => Symbols[v]));

            Assert.Single(Symbols, s => SocialCreditCode.Fault(body + s) is null);
        }, iter: 500);
    }
}
