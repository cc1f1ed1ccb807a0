using System.IO.Compression;
using System.Text;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests.Portal;

/// <summary>
/// What the firm's people write among themselves is on no page and in no workbook of the portal: comments, notes of the checklist, the contract
/// review and the site visit, figures and reasons of differences, safeguards, why it was closed, who handed the report over, evidence of others,
/// and what an evaluator noted on closing a finding; and nothing at all of another organizer. That a finding is closed, and why an answer came
/// back, is said to the organizer on purpose.
/// </summary>
public sealed class InternalWordsTests(PortalSite portal) : IClassFixture<PortalSite>
{
    private const string Canary = PortalSite.Canary;
    private const string OthersCanary = "别家的事-金丝雀";

    private static readonly string[] Forbidden = [Canary, OthersCanary, "别人的博览会", "venue.example"];

    private Site Site => portal.Site;

    [Fact]
    public async Task No_page_and_no_workbook_of_the_portal_says_what_is_the_firms_own_or_another_organizers()
    {
        await PlantForTheOtherAsync();
        var photographs = await PlantAsync();
        var finding = await ReopenedAsync();
        var paths = await PortalAddresses.OfAsync(Site, portal.Mine);

        var owner = await Site.SignInAsync(PortalSite.Owner);
        var (read, leaks) = (new Dictionary<string, string>(), new List<string>());
        foreach (var path in paths)
        {
            var answer = await owner.GetAsync(path);
            Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode} {answer.Headers.Location}");
            read[path] = await TextAsync(answer);
            leaks.AddRange(Forbidden.Where(word => read[path].Contains(word, StringComparison.Ordinal)).Select(word => $"{path}: {word}"));
        }

        Assert.Empty(leaks);
        Assert.Equal(404, (int)(await owner.GetAsync(photographs)).StatusCode);

        // What is read is really theirs: pages and workbooks that say nothing would leak nothing.
        var root = portal.Mine.Root;
        Assert.Contains($"{root}/findings/{finding}", paths);
        Assert.Contains("没有凭证", read[$"{root}?export=xlsx&list=findings"], StringComparison.Ordinal);
        Assert.Contains("一月电费发票", read[$"{root}?export=xlsx&list=requests"], StringComparison.Ordinal);
        Assert.Contains("会前.pdf", read[$"{root}?export=xlsx&list=given"], StringComparison.Ordinal);
        Assert.Contains("长白山", read["/portal?export=xlsx&list="], StringComparison.Ordinal);
        Assert.Contains(PortalSite.Member, read["/portal/members?export=xlsx&list="], StringComparison.Ordinal);
        Assert.Contains("data-of-the-organizer", read[$"{root}/data"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_evaluators_found_changes_nothing_of_what_the_organizer_is_shown_of_their_data()
    {
        var owner = await Site.SignInAsync(PortalSite.Owner);
        await VerifyAsync(1, "甲");
        var before = (await owner.OpenAsync($"{portal.Mine.Root}/data")).QuerySelector("main")!.TextContent;
        await VerifyAsync(98765.4321m, "乙");

        Assert.Equal(before, (await owner.OpenAsync($"{portal.Mine.Root}/data")).QuerySelector("main")!.TextContent);
    }

    private Task<Guid> VerifyAsync(decimal amount, string words) => portal.ChangeAsync(async db =>
    {
        foreach (var line in await db.InventoryLines.Where(a => a.EngagementId == portal.Mine.Engagement).ToListAsync())
        {
            line.Correct(line.Facts with { VerifiedAmount = amount, DifferenceReason = words, CrossCheck = words });
        }

        return portal.Mine.Engagement;
    });

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (answer.RequestMessage!.RequestUri!.Query.Contains("export=xlsx", StringComparison.Ordinal) || answer.RequestMessage.RequestUri.AbsolutePath.EndsWith(".docx", StringComparison.Ordinal))
        {
            using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            return string.Join('\n', archive.Entries.Select(Text));
        }

        return System.Net.WebUtility.HtmlDecode(Encoding.UTF8.GetString(bytes));
    }

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        return $"{entry.FullName}\n{reader.ReadToEnd()}";
    }

    private Task<Guid> PlantForTheOtherAsync() => portal.ChangeAsync(async db =>
    {
        var id = portal.Theirs.Engagement;
        foreach (var row in await db.EvidenceRequests.Where(r => r.EngagementId == id).ToListAsync())
        {
            row.Correct(row.Facts with { Title = OthersCanary, Description = OthersCanary });
        }

        foreach (var row in await db.Findings.Where(r => r.EngagementId == id).ToListAsync())
        {
            row.Correct(row.Facts with { Description = OthersCanary, Answer = OthersCanary });
        }

        foreach (var row in await db.InventoryLines.Where(r => r.EngagementId == id).ToListAsync())
        {
            row.Correct(row.Facts with { Description = OthersCanary });
        }

        foreach (var row in await db.Evidence.Where(r => r.EngagementId == id).ToListAsync())
        {
            row.Correct(row.Facts with { Title = OthersCanary });
        }

        return id;
    });

    private async Task<string> PlantAsync()
    {
        await portal.ChangeAsync(async db =>
        {
            var id = portal.Mine.Engagement;
            foreach (var answer in await db.ChecklistAnswers.Where(a => a.EngagementId == id).ToListAsync())
            {
                answer.Correct(answer.Facts with { Note = Canary });
            }

            // Checked lines and such as the organizer may still change.
            foreach (var (line, index) in (await db.InventoryLines.Where(a => a.EngagementId == id).OrderBy(l => l.Position).ToListAsync()).Select((l, i) => (l, i)))
            {
                line.Correct(index == 0
                    ? line.Facts with { Description = "data-of-the-organizer", VerifiedAmount = null, DifferenceReason = null, CrossCheck = null }
                    : line.Facts with { VerifiedAmount = 1, DifferenceReason = Canary, CrossCheck = Canary });
            }

            foreach (var row in await db.Findings.Where(f => f.EngagementId == id && f.Facts.ClosedOn != null && f.Facts.Key != "NC-91").ToListAsync())
            {
                row.Correct(row.Facts with { Closure = Canary });
            }

            foreach (var declaration in await db.Declarations.Where(a => a.EngagementId == id).ToListAsync())
            {
                declaration.Correct(declaration.Facts with { Threats = [.. declaration.Facts.Threats.Select(t => t with { Description = Canary, Safeguard = Canary })] });
            }

            foreach (var member in await db.TeamMembers.Where(a => a.EngagementId == id).ToListAsync())
            {
                member.Correct(member.Facts with { Duties = Canary });
            }

            foreach (var offset in await db.OffsetLines.Where(a => a.EngagementId == id).ToListAsync())
            {
                offset.Correct(offset.Facts with { Project = Canary });
            }

            db.RemoveRange(await db.ContractReviews.Where(r => r.EngagementId == id).ToListAsync());
            db.Add(new ContractReview(id, new ContractReviewFacts { Note = Canary }));
            db.Add(new EvidenceItem(id, 900, new EvidenceFacts { Key = "E900", File = $"{Canary}.pdf", Title = Canary, Kind = "other", ProvidedById = portal.Theirs.Organizer }));
            return id;
        });

        // Photographs that the evaluators took on the spot are not the organizer's evidence.
        var leader = await Attacker.AtAsync(await Site.SignInAsync(SampleSite.Leader), "/engagements/new");
        var taken = await leader.UploadAsync($"/engagements/{portal.Mine.Engagement}/evidence/files", [($"{Canary}.pdf", PortalSite.Pdf)], ("Attach", "site:S1"));
        return $"{portal.Mine.Root}/receipts/{taken.Headers.Location!.ToString().Split('/')[^1]}";
    }

    // Closed without an answer, with a word why; opened again, that word must not stand where the organizer's answers stand.
    private async Task<Guid> ReopenedAsync()
    {
        var closed = await Site.ReadAsync(db => db.Findings.SingleAsync(f => f.EngagementId == portal.Mine.Engagement && f.Facts.Key == "NC-91"));
        var leader = await Attacker.AtAsync(await Site.SignInAsync(SampleSite.Leader), "/engagements/new");
        var reopened = await leader.PostAsync($"{portal.Sample.Engagement}/findings?handler=Reopen", ("RowId", closed.Id.ToString()), ("Version", "0"), ("Reason", "又有新情况"), ("NextDue", "2030-03-01"));
        Assert.Equal(302, (int)reopened.StatusCode);
        return closed.Id;
    }
}
