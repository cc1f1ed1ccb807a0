using System.Text;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Domain.Comments;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Domain.Findings;
using EvaluatorSuite.Domain.Verdicts;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests.Portal;

/// <summary>One engagement as an attacker knows it: every id, and the versions that the rows have.</summary>
public sealed record Target(Guid Engagement, Guid Organizer, Guid Request, Guid Finding, Guid Member, Guid Receipt, Guid Report)
{
    public string Root => $"/portal/engagements/{Engagement}";
}

/// <summary>Two organizers with an engagement and people each, and what the firm's people wrote among themselves.</summary>
public class PortalSite : IAsyncLifetime
{
    /// <summary>Stands in everything that is the firm's own.</summary>
    public const string Canary = "内部记录-金丝雀";

    public const string Owner = "owner@ice.example";
    public const string Member = "member@ice.example";
    public const string Deactivated = "gone@ice.example";
    public const string SwitchedOff = "off@ice.example";
    public const string OtherOwner = "owner@venue.example";
    public const string OtherMember = "member@venue.example";

    public static readonly byte[] Pdf = "%PDF-1.7 invoice"u8.ToArray();

    public PortalSite() : this(new Site(TestDatabase.Sqlite))
    {
    }

    protected PortalSite(Site site) => Sample = new SampleSite(site);

    public SampleSite Sample { get; }

    public Site Site => Sample.Site;

    public Target Mine { get; private set; } = null!;

    public Target Theirs { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Sample.InitializeAsync();
        var other = await Sample.ImportAsync(CaseFolderBuilder.OtherEvent("别人的博览会").With(c =>
        {
            c["event"]!["organizer"] = "jlu-venue";
            c["engagement"]!["client"] = "jlu-venue";
        }));
        Mine = await PrepareAsync(Sample.EngagementId, [Owner, Member, Deactivated, SwitchedOff]);
        Theirs = await PrepareAsync(other, [OtherOwner, OtherMember]);
        Mine = Mine with { Receipt = await UploadAsync(Member, Mine) };
        Theirs = Theirs with { Receipt = await UploadAsync(OtherMember, Theirs) };
    }

    public async Task<T> ChangeAsync<T>(Func<SuiteDb, Task<T>> change)
    {
        T result = default!;
        await Site.UseAsync<SuiteDb>(async db =>
        {
            result = await change(db);
            await db.SaveChangesAsync();
        });
        return result;
    }

    public async Task AddMemberAsync(string email, Guid organization, bool owner)
    {
        var user = await Site.ReadAsync(db => db.Users.SingleOrDefaultAsync(u => u.Email == email)) ?? await Site.AddUserAsync(email, StaffRoles.Organizer);
        await ChangeAsync(db => Task.FromResult(db.OrganizerMembers.Add(new OrganizerMember(organization, user.Id, owner))));
    }

    /// <summary>Everything that a portal post could change, as one text to compare.</summary>
    public Task<string> StateAsync() => Site.ReadAsync(async db =>
    {
        var state = new StringBuilder();
        state.AppendJoin('\n', await db.EvidenceRequests.OrderBy(r => r.Id).Select(r => $"{r.Id} {r.Version}").ToListAsync());
        state.AppendJoin('\n', await db.Findings.OrderBy(r => r.Id).Select(r => $"{r.Id} {r.Version}").ToListAsync());
        state.AppendJoin('\n', await db.SiteRecords.OrderBy(r => r.Id).Select(r => $"{r.Id} {r.Version}").ToListAsync());
        state.AppendJoin('\n', await db.ChecklistAnswers.OrderBy(r => r.Id).Select(r => $"{r.Id} {r.Version}").ToListAsync());
        state.AppendJoin('\n', await db.OrganizerMembers.OrderBy(r => r.Id).Select(r => $"{r.Id} {r.Version} {r.Owner} {r.Active}").ToListAsync());
        int[] counts = [await db.Evidence.CountAsync(), await db.UploadReceipts.CountAsync(), await db.Users.CountAsync(), await db.ByPeople().CountAsync(), await db.HandedReports.CountAsync(h => h.FetchedAt != null)];
        return state.AppendJoin(' ', counts).ToString();
    });

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Sample.DisposeAsync();
    }

    private async Task<Target> PrepareAsync(Guid engagement, IReadOnlyList<string> people)
    {
        var organizer = await Site.ReadAsync(db => db.Engagements.Where(e => e.Id == engagement).Select(e => e.Event.OrganizerId).SingleAsync());
        foreach (var email in people)
        {
            await AddMemberAsync(email, organizer, owner: email == people[0]);
        }

        var member = await Site.ReadAsync(db => db.OrganizerMembers.Where(m => m.OrganizationId == organizer && !m.Owner).Select(m => m.Id).FirstAsync());
        return await ChangeAsync(db => Task.FromResult(Plant(db, engagement, organizer, member)));
    }

    private static Target Plant(SuiteDb db, Guid engagement, Guid organizer, Guid member)
    {
        var day = new DateOnly(2026, 1, 5);
        var request = new EvidenceRequest(engagement, 0, new RequestFacts { Key = "R1", Title = "一月电费发票", RequestedOn = day, DueOn = new(2030, 1, 1) });
        var open = new Finding(engagement, 90, new FindingFacts { Key = "NC-90", Kind = FindingKind.Nonconformity, Requirement = "数据可追溯", Description = "没有凭证", RaisedOn = day, DueOn = new(2030, 1, 1) });
        var closed = new Finding(engagement, 91, open.Facts with { Key = "NC-91", ClosedOn = day, Closure = $"核查：{Canary}" });
        var report = new HandedReport
        {
            Id = Guid.CreateVersion7(),
            EngagementId = engagement,
            FileName = "报告.docx",
            Sha256 = new string('0', 64),
            Size = 1,
            Conclusion = Conclusion.Neutral,
            HandedAt = DateTimeOffset.UnixEpoch,
            HandedBy = Canary,
        };
        db.AddRange(request, open, closed, report);
        db.Add(new Comment(engagement, 0, new CommentFacts { Key = "C1", Text = Canary, Author = Canary }));
        db.Add(new SiteRecord(engagement, 0, new SiteRecordFacts { Key = "S1", Kind = SiteRecordKind.Interview, Subject = Canary, Text = Canary }));
        return new Target(engagement, organizer, request.Id, open.Id, member, Guid.Empty, report.Id);
    }

    private async Task<Guid> UploadAsync(string email, Target target)
    {
        var answer = await (await Site.SignInAsync(email)).UploadAsync(target.Root, "upload", ("会前.pdf", Pdf));
        return Guid.Parse(answer.Headers.Location!.ToString().Split('/')[^1]);
    }
}
