namespace EvaluatorSuite.Domain.Organizations;

/// <summary>统一社会信用代码, GB 32100-2015: eighteen symbols of thirty-one, the last a check symbol.</summary>
public static class SocialCreditCode
{
    public const int Length = 18;
    private const string Symbols = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <returns>What is wrong with the code, or null when it is right.</returns>
    public static Message? Fault(string code)
    {
        if (code.Length != Length)
        {
            return new Message("uscc.length", ("value", code), ("length", code.Length));
        }

        var sum = 0;
        var weight = 1;
        for (var i = 0; i < Length - 1; i++)
        {
            var value = Symbols.IndexOf(code[i], StringComparison.Ordinal);
            if (value < 0)
            {
                return new Message("uscc.symbol", ("value", code), ("symbol", code[i].ToString()), ("position", i + 1));
            }

            sum += value * weight;
            weight = weight * 3 % 31;
        }

        var expected = Symbols[(31 - (sum % 31)) % 31];
        return code[^1] == expected ? null : new Message("uscc.check", ("value", code), ("expected", expected.ToString()));
    }
}
