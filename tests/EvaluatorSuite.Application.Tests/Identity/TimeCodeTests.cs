using System.Text;
using EvaluatorSuite.Infrastructure.Identity;

namespace EvaluatorSuite.Application.Tests.Identity;

public sealed class TimeCodeTests
{
    private static readonly string Secret = TimeCode.Base32(Encoding.ASCII.GetBytes("12345678901234567890"));

    /// <summary>Appendix B of RFC 6238, its last six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, TimeCode.Of(Secret, TimeCode.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Fact]
    public void The_code_before_and_the_one_after_are_taken_and_no_other()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        var step = TimeCode.StepAt(now);

        Assert.Equal([null, step - 1, step, step + 1, null], new[] { -2, -1, 0, 1, 2 }.Select(d => TimeCode.MatchingStep(Secret, TimeCode.Of(Secret, step + d), now)));
        Assert.Null(TimeCode.MatchingStep(Secret, "", now));
    }

    [Fact]
    public void A_secret_has_a_hundred_and_sixty_bits() => Assert.Matches("^[A-Z2-7]{32}$", TimeCode.NewSecret());
}
