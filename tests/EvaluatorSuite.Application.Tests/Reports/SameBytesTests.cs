using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Application.Tests.Reports;

/// <summary>One report is one file, however often, where and by whichever process it is written.</summary>
public sealed class SameBytesTests
{
    private const int Times = 1_000;

    private static readonly (string Culture, string Zone)[] Places =
        [("zh-CN", "Asia/Shanghai"), ("ar-SA", "America/St_Johns"), ("tr-TR", "Pacific/Apia"), ("de-CH", "UTC"), ("th-TH", "Asia/Kathmandu"), ("fa-IR", "Pacific/Chatham")];

    [Theory]
    [InlineData(TextCatalog.Chinese)]
    [InlineData(TextCatalog.English)]
    public void A_report_written_a_thousand_times_in_other_cultures_and_time_zones_is_one_file(string language)
    {
        var (culture, zone) = (CultureInfo.CurrentCulture, Environment.GetEnvironmentVariable("TZ"));
        var (facts, issued) = (ReportCases.Photographed(), ReportCases.Issued(language));
        var (drafts, reports) = (new HashSet<string>(), new HashSet<string>());
        try
        {
            foreach (var i in Enumerable.Range(0, Times / 2))
            {
                var place = Places[i % Places.Length];
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(place.Culture);
                Environment.SetEnvironmentVariable("TZ", place.Zone);
                TimeZoneInfo.ClearCachedData();
                drafts.Add(Digest(ReportCases.Render(facts, language)));
                reports.Add(Digest(ReportCases.Render(issued)));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
        }

        Assert.Single(drafts);
        Assert.Single(reports);
    }

    [Fact]
    public async Task Two_processes_in_other_places_write_the_same_file()
    {
        using var folder = new TemporaryFolder();
        var digests = await Task.WhenAll(WriteAsync(folder["one"], "zh_CN.UTF-8", "Asia/Shanghai"), WriteAsync(folder["other"], "tr_TR.UTF-8", "America/St_Johns"));

        Assert.Equal(digests[0], digests[1]);
    }

    private static async Task<string> WriteAsync(string target, string language, string zone)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "EvaluatorSuite.Cli.dll"), "evaluate", Repository.SampleCase, "--out", target])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        (start.Environment["LC_ALL"], start.Environment["TZ"]) = (language, zone);
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(File.Exists(Path.Combine(target, "report.docx")), string.Join('\n', said));
        return Digest(await File.ReadAllBytesAsync(Path.Combine(target, "report.docx")));
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
