using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EvaluatorSuite.Infrastructure.Identity;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Application.Tests.Identity;

public sealed class PasswordListTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("password123")]
    [InlineData("P@ssw0rd2026!")]
    [InlineData("Admin@123456")]
    [InlineData("qwertyuiop")]
    [InlineData("1q2w3e4r5t6y")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("poiuytrewq")]
    [InlineData("qwerty123456")]
    [InlineData("abcdefghijkl")]
    [InlineData("aaabbbcccddd")]
    [InlineData("abc1abc1abc1")]
    [InlineData("xK9!xK9!xK9!")]
    [InlineData("1234567890")]
    [InlineData("13812345678")]
    [InlineData("19900101199001")]
    [InlineData("woaini1314520")]
    [InlineData("Zhongguo2026")]
    [InlineData("iloveyou2026")]
    [InlineData("Welcome2026!!")]
    [InlineData("carbon-neutral-2026")]
    [InlineData("letmein_123456")]
    [InlineData("!@#$%^&*()")]
    [InlineData("summer.winter.25")]
    public void What_everybody_would_try_first_is_known(string password) => Assert.True(ObviousPassword.Is(password));

    [Theory]
    [InlineData(Site.Password)]
    [InlineData("纸鹤飞过第七座桥")]
    [InlineData("seven paper cranes over the bridge")]
    [InlineData("k7#Qz9!vTm2x")]
    [InlineData("lunch-omelette-barometer")]
    [InlineData("a0f3c2d19b7e44c2")]
    public void A_phrase_of_ones_own_is_not(string password) => Assert.False(ObviousPassword.Is(password));

    [Fact]
    public void The_list_that_ships_holds_more_than_a_thousand_entries() => Assert.InRange(ObviousPassword.Listed, 1000, 5000);

    [Theory]
    [InlineData("\n", false)]
    [InlineData("\r\n", false)]
    [InlineData("\n", true)]
    [InlineData("\r\n", true)]
    public void Every_line_of_a_file_is_found_and_nothing_else(string end, bool counts)
    {
        var passwords = Enumerable.Range(0, 500).Select(i => $"breached {i}").ToList();
        using var file = new BreachedPasswordFile(Write(passwords.Select((p, i) => Hash(p) + (counts ? $":{i * i * i}" : "")), end));

        Assert.All(passwords, password => Assert.True(file.Contains(password), password));
        Assert.All(Enumerable.Range(0, 500), i => Assert.False(file.Contains($"not breached {i}")));
    }

    [Fact]
    public void A_file_of_one_line_without_an_end_is_read()
    {
        using var file = new BreachedPasswordFile(Write([Hash("one")], "", sorted: false));

        Assert.True(file.Contains("one"));
        Assert.False(file.Contains("two"));
    }

    [Fact]
    public void A_right_file_is_taken() => BreachedPasswordFile.Check("S", Write(Enumerable.Range(0, 300).Select(i => Hash($"{i}")), "\r\n"));

    [Fact]
    public void A_wrong_file_is_refused_with_what_is_wrong()
    {
        var hashes = Enumerable.Range(0, 300).Select(i => Hash($"{i}")).ToList();

        Refused(_folder["none.txt"], "there is no such file");
        Refused(Write([], "\n"), "is empty");
        Refused(Write(["password", "123456"], "\n"), "the line at byte 0 is '123456'");
        Refused(Write(hashes.Select(h => h.ToLowerInvariant()), "\n"), "40 upper-case hex digits");
        Refused(Write(hashes.Select(h => h[..32]), "\n"), "40 upper-case hex digits");
        Refused(Write(hashes.Select(h => h + ":many"), "\n"), "a colon and a count");
        Refused(Write(hashes, "\n", sorted: false), "must be sorted by hash");
        Refused(Write([new string('A', 4000)], "\n"), "40 upper-case hex digits");
    }

    private static void Refused(string path, string why)
    {
        var wrong = Assert.Throws<InvalidOperationException>(() => BreachedPasswordFile.Check("Suite:BreachedPasswords", path));
        Assert.StartsWith($"Suite:BreachedPasswords names '{path}'", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(why, wrong.Message, StringComparison.Ordinal);
    }

    private string Write(IEnumerable<string> lines, string end, bool sorted = true)
    {
        var path = _folder[$"{Guid.CreateVersion7():N}.txt"];
        File.WriteAllText(path, string.Concat((sorted ? lines.Order(StringComparer.Ordinal) : lines).Select(line => line + end)), Encoding.ASCII);
        return path;
    }

#pragma warning disable CA5350 // The format's own.
    private static string Hash(string password) => string.Concat(SHA1.HashData(Encoding.UTF8.GetBytes(password)).Select(b => b.ToString("X2", CultureInfo.InvariantCulture)));
#pragma warning restore CA5350
}
