using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests.Portal;

/// <summary>
/// What the firm's people write among themselves is on no page of the portal: comments, notes of the checklist and of the site visit,
/// reasons of differences, safeguards, why it was closed, who handed the report over, evidence of others, and what an evaluator noted on
/// closing a finding. That a finding is closed, and why an answer came back, is said to the organizer on purpose.
/// </summary>
public sealed class InternalWordsTests(PortalSite portal) : IClassFixture<PortalSite>
{
    private const string Canary = PortalSite.Canary;

    private Site Site => portal.Site;

    [Fact]
    public async Task No_page_of_the_portal_says_what_is_the_firms_own()
    {
        var photographs = await PlantAsync();
        var finding = await ReopenedAsync();
        var rows = await Site.ReadAsync(async db => (
            Requests: await db.EvidenceRequests.Where(r => r.EngagementId == portal.Mine.Engagement).Select(r => r.Id).ToListAsync(),
            Findings: await db.Findings.Where(r => r.EngagementId == portal.Mine.Engagement).Select(r => r.Id).ToListAsync()));
        var root = portal.Mine.Root;
        List<string> paths =
        [
            "/portal", "/portal/members", root, $"{root}?all=true", $"{root}/receipts/{portal.Mine.Receipt}",
            .. rows.Requests.Select(id => $"{root}/requests/{id}"), .. rows.Findings.Select(id => $"{root}/findings/{id}"),
        ];

        var owner = await Site.SignInAsync(PortalSite.Owner);
        foreach (var path in paths)
        {
            var answer = await owner.GetAsync(path);
            Assert.True(answer.IsSuccessStatusCode, path);
            Assert.DoesNotContain(Canary, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(404, (int)(await owner.GetAsync(photographs)).StatusCode);
        Assert.Contains($"{root}/findings/{finding}", paths);
    }

    private async Task<string> PlantAsync()
    {
        await portal.ChangeAsync(async db =>
        {
            var id = portal.Mine.Engagement;
            foreach (var answer in await db.ChecklistAnswers.Where(a => a.EngagementId == id).ToListAsync())
            {
                answer.Correct(answer.Facts with { Note = Canary });
            }

            foreach (var line in await db.InventoryLines.Where(a => a.EngagementId == id).ToListAsync())
            {
                line.Correct(line.Facts with { DifferenceReason = Canary, CrossCheck = Canary });
            }

            foreach (var declaration in await db.Declarations.Where(a => a.EngagementId == id).ToListAsync())
            {
                declaration.Correct(declaration.Facts with { Threats = [.. declaration.Facts.Threats.Select(t => t with { Description = Canary, Safeguard = Canary })] });
            }

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
