using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Web.Tests;

/// <summary>The program as it is started by hand: a process, its console, an empty folder.</summary>
public sealed partial class StartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task An_empty_folder_becomes_a_running_system_with_a_link_for_the_first_administrator()
    {
        await using var program = await StartAsync();

        var link = Link().Match(program.Said).Value;
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(link)).StatusCode);
        Assert.True(File.Exists(Path.Combine(_folder.Path, "suite.db")));
        Assert.True(Directory.Exists(Path.Combine(_folder.Path, "evidence")));
    }

    [Fact]
    public async Task The_sample_tells_how_to_sign_in_and_tells_it_anew_at_the_next_start()
    {
        string first;
        await using (var program = await StartAsync("--sample"))
        {
            first = Password().Match(program.Said).Groups[1].Value;
            await SignInAsync(program, first);
        }

        await using var again = await StartAsync("--sample");
        var second = Password().Match(again.Said).Groups[1].Value;
        Assert.NotEqual(first, second);
        await SignInAsync(again, second);
    }

    [Theory]
    [InlineData("Suite__Database", "Oracle", "Suite:Database is 'Oracle'")]
    [InlineData("Suite__Database", "PostgreSql", "Suite:ConnectionString is empty")]
    [InlineData("Suite__SecondFactor", "Everybody", "Suite:SecondFactor is 'Everybody'")]
    [InlineData("Suite__BreachedPasswords", "/nowhere.txt", "Suite:BreachedPasswords names '/nowhere.txt'")]
    [InlineData("Suite__OpenIdConnect__ClientId", "suite", "Suite:OpenIdConnect:Authority is empty")]
    [InlineData("Suite__Colour", "red", "Colour")]
    [InlineData("Suite__GuidesFolder", "/nowhere", "/nowhere")]
    public async Task A_wrong_setting_is_named_and_the_program_ends(string name, string value, string said)
    {
        using var process = Process.Start(Settings(_folder.Path, [(name, value)]))!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.NotEqual(0, process.ExitCode);
        Assert.Contains(said, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task SignInAsync(Running program, string password)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = program.Address };
        var answer = await new Visitor(client).SubmitAsync("/sign-in", ("Account", "chen@hengxin.example"), ("Password", password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private async Task<Running> StartAsync(params string[] arguments)
    {
        var process = Process.Start(Settings(_folder.Path, [], arguments))!;
        var said = "";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said += line + "\n";
            if (said.Contains("The evaluation system is running", StringComparison.Ordinal) && line.Length == 0)
            {
                return new Running(process, said);
            }
        }

        throw new InvalidOperationException($"It ended: {await process.StandardError.ReadToEndAsync()}");
    }

    private static ProcessStartInfo Settings(string data, (string Name, string Value)[] settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Suite__DataFolder"] = data;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private sealed record Running(Process Process, string Said) : IAsyncDisposable
    {
        public Uri Address => new(AddressOf().Match(Said).Value);

        public async ValueTask DisposeAsync()
        {
            Process.Kill();
            await Process.WaitForExitAsync();
            Process.Dispose();
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/setup/[0-9a-f]+")]
    private static partial Regex Link();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex AddressOf();

    [GeneratedRegex("password of each: ([0-9a-f]+)")]
    private static partial Regex Password();
}
