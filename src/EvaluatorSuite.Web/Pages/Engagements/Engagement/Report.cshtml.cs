using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Application.SignOff;
using EvaluatorSuite.Application.TimeStamps;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Workflows;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>The report: what was issued, what is signed, the drafts, and those that the organizer was given.</summary>
[EngagementPage(EngagementAct.Read)]
public sealed class ReportModel(EngagementViews views, SuiteDb db, ReportHandover handover, IssueService issuing, AmendmentService amending, ProcessReader process, ReportRegeneration regeneration) : EngagementPageModel(views)
{
    public override string Tab => "report";

    /// <summary>Newest first.</summary>
    public IReadOnlyList<HandedReport> Handed { get; private set; } = [];

    public IReadOnlyList<ReportVersion> Versions { get; private set; } = [];

    public IReadOnlyList<IssuedReport> Issued { get; private set; } = [];

    public IReadOnlyList<Signature> Signatures { get; private set; } = [];

    /// <summary>By signature; a signature from before an authority was configured has none.</summary>
    public IReadOnlyDictionary<Guid, TimeStamp> Stamps { get; private set; } = new Dictionary<Guid, TimeStamp>();

    /// <summary>A version or an issued report that is to be written again and compared.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Again { get; set; }

    /// <summary>What came of it.</summary>
    public Regenerated? Regenerated { get; private set; }

    /// <summary>The step that waits for a signature, when the process stands there.</summary>
    public WaitingStep? ToSign { get; private set; }

    /// <summary>The step of issuing, when the process stands there.</summary>
    public StandingStep? Issue { get; private set; }

    /// <summary>Also of a closed engagement: what was issued can be taken back for ever.</summary>
    public bool MayTakeBack => EngagementPageAttribute.PartsOf(HttpContext).May(EngagementAct.Approve);

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await base.LoadAsync(cancellationToken))
        {
            return false;
        }

        Handed = await db.HandedReports.AsNoTracking().Where(h => h.EngagementId == EngagementId).OrderByDescending(h => h.HandedAt).ToListAsync(cancellationToken);
        Versions = await db.ReportVersions.AsNoTracking().Where(v => v.EngagementId == EngagementId).OrderByDescending(v => v.Number).ToListAsync(cancellationToken);
        Issued = await db.IssuedReports.AsNoTracking().Where(r => r.EngagementId == EngagementId).OrderByDescending(r => r.IssuedAt).ToListAsync(cancellationToken);
        Signatures = Versions.Count == 0 ? [] : await db.Signatures.AsNoTracking().Where(s => s.EngagementId == EngagementId).OrderByDescending(s => s.SignedAt).ToListAsync(cancellationToken);
        Stamps = Signatures.Count == 0 ? Stamps : await db.TimeStamps.AsNoTracking().Where(s => s.EngagementId == EngagementId && s.SignatureId != null).ToDictionaryAsync(s => s.SignatureId!.Value, cancellationToken);
        var waiting = await db.WaitingSteps.AsNoTracking().Where(s => s.EngagementId == EngagementId && (s.Type == StepType.SignOff || s.Type == StepType.Issue)).ToListAsync(cancellationToken);
        ToSign = waiting.Find(s => s.Type == StepType.SignOff);
        if (waiting.Exists(s => s.Type == StepType.Issue))
        {
            var view = await process.ReadAsync(View.Facts, View.Verdict, EngagementPageAttribute.PartsOf(HttpContext), cancellationToken);
            Issue = view?.Steps.FirstOrDefault(s => s.Row.Type == StepType.Issue);
        }

        Regenerated = Again is { } again ? await regeneration.CompareAsync(EngagementId, again, cancellationToken) : null;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await handover.HandAsync(Actor, EngagementId, T, cancellationToken);
        return Done("report-handed", "/report");
    }

    public async Task<IActionResult> OnPostIssueAsync(Guid stepId, CancellationToken cancellationToken)
    {
        await issuing.IssueAsync(Actor, EngagementId, stepId, cancellationToken);
        return Done("report-issued", "/report", "issued");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid reportId, int version, string? reason, CancellationToken cancellationToken)
    {
        await issuing.WithdrawAsync(Actor, EngagementId, reportId, version, reason, cancellationToken);
        return Done("report-withdrawn", "/report", "issued");
    }

    public async Task<IActionResult> OnPostAmendAsync(Guid reportId, int version, AmendmentKind? amendment, string? reason, CancellationToken cancellationToken)
    {
        var refusals = new RefusalList().Add(amendment is null || !Enum.IsDefined(amendment.Value), "Amendment", "amend.kind-missing").Need("Reason", reason, 2000);
        refusals.ThrowIfAny();
        await amending.AmendAsync(Actor, EngagementId, reportId, version, amendment!.Value, reason, cancellationToken);
        return Done("amendment-begun", "/report", "amendment");
    }

    public async Task<IActionResult> OnPostGiveUpAsync(string? reason, CancellationToken cancellationToken)
    {
        await amending.GiveUpAmendmentAsync(Actor, EngagementId, reason, cancellationToken);
        return Done("amendment-given-up", "/report", "issued");
    }

    public async Task<IActionResult> OnPostExamineAsync(Guid reportId, int version, bool begin, string? reason, CancellationToken cancellationToken)
    {
        await issuing.ExamineAsync(Actor, EngagementId, reportId, version, begin, reason, cancellationToken);
        return Done(begin ? "examination-begun" : "examination-ended", "/report", "issued");
    }
}
