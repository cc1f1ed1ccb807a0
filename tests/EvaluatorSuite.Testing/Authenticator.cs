using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Xunit;

namespace EvaluatorSuite.Testing;

/// <summary>The app on somebody's phone: knows the secret that the page showed and computes codes as RFC 6238 says, in its own way.</summary>
public sealed class Authenticator(string secret, TimeProvider clock)
{
    /// <summary>Signs in for the first time, sets the second factor up as the page tells, and keeps the recovery codes.</summary>
    public static async Task<(Authenticator App, IReadOnlyList<string> RecoveryCodes)> SetUpAsync(Visitor visitor, TimeProvider clock)
    {
        var page = await visitor.OpenAsync("/account/second-factor");
        var app = new Authenticator(page.QuerySelector("#secret")!.TextContent.Replace(" ", "", StringComparison.Ordinal), clock);
        var answer = await visitor.SubmitAsync(page, "/account/second-factor", ("Code", app.Code()), ("Password", Site.Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var codes = await visitor.OpenAsync(answer.Headers.Location!.ToString());
        return (app, [.. codes.QuerySelectorAll("#codes li").Select(li => li.TextContent)]);
    }

    public string Code(int stepsFromNow = 0)
    {
        var counter = BitConverter.GetBytes((clock.GetUtcNow().ToUnixTimeSeconds() / 30) + stepsFromNow);
        Array.Reverse(counter);
#pragma warning disable CA5350 // What the standard says.
        var mac = HMACSHA1.HashData(Decode(secret), counter);
#pragma warning restore CA5350
        var at = mac[19] & 15;
        var number = ((mac[at] & 127) << 24) | (mac[at + 1] << 16) | (mac[at + 2] << 8) | mac[at + 3];
        return (number % 1000000).ToString("000000", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string base32)
    {
        var bits = string.Concat(base32.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
