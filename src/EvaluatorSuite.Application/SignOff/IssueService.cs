using System.Security.Cryptography;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Process;
using EvaluatorSuite.Domain.SignOff;
using EvaluatorSuite.Domain.Verdicts;
using EvaluatorSuite.Domain.Workflows;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.SignOff;

/// <summary>Numbers a signed report and hands it out; withdraws it, and says that it is being looked into.</summary>
public sealed class IssueService(
    SuiteDb db, EngagementActs acts, SharedFactsCounter shared, EvaluationReader reader, ProcessKeeper keeper, WorkflowStore store, ReportVersions versions, ReportDrafts drafts, ContentStore contents, IEvidenceStore files, IssueSettings settings, TimeProvider clock)
{
    // Without letters and digits that look alike.
    private const string CodeLetters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Gives the report its number in the year of its issue, writes it anew with number, date and signers, and keeps it.</summary>
    /// <exception cref="RefusedException">With every reason; <c>issue.changed</c> when what was signed is no longer so.</exception>
    public async Task<IssuedReport> IssueAsync(Actor actor, Guid engagementId, Guid stepId, CancellationToken cancellationToken)
    {
        // The approver issues, whatever a definition says whose step it is.
        await acts.BeginAsync(actor, engagementId, EngagementAct.Approve, cancellationToken);
        await shared.HoldAsync(cancellationToken);
        var step = await db.WaitingSteps.SingleOrDefaultAsync(s => s.Id == stepId && s.EngagementId == engagementId && s.Type == StepType.Issue, cancellationToken) ?? throw Gone();
        var instance = await db.ProcessInstances.SingleAsync(i => i.EngagementId == engagementId, cancellationToken);
        var process = await store.GetAsync(instance.ProcessDigest, cancellationToken);
        var facts = await reader.ReadAsync(engagementId, cancellationToken);
        var verdict = Evaluation.Evaluate(facts);
        var about = await keeper.FactsAsync(facts, verdict, cancellationToken);
        var version = await versions.NewestAsync(engagementId, cancellationToken);
        var refusals = new List<Refusal>(StepService.RefusalsOf(process, ProcessKeeper.StateOf(instance), process.Find(step.Path)!, "Issued", null, new StepRules(about)));
        if (version is null || version.FactsRoot != CaseContent.Of(facts, verdict).Root)
        {
            refusals.Add(new Refusal("issue.changed"));
        }

        refusals.AddRange(await ErratumAsync(facts.Amendment, verdict, cancellationToken));
        RefusedException.ThrowIfAny(refusals);
        var report = await WriteAsync(actor, facts, verdict, version!, cancellationToken);
        db.IssuedReports.Add(report);
        var replaced = await ReplaceAsync(facts.Amendment, report, cancellationToken);
        var issued = new StepRules(about with { Case = facts with { Amendment = null }, IssuedOn = ChinaDay.Of(report.IssuedAt) });
        _ = await keeper.FinishAsync(instance, process, step, "Issued", issued, actor.UserId, cancellationToken) ?? throw Gone();
        await acts.RecordAsync(actor, engagementId, "report.issued", new Dictionary<string, object?>
        {
            ["number"] = report.Number,
            ["sha256"] = report.Sha256,
            ["root"] = report.Root,
            ["draftSha256"] = version!.Sha256,
            ["conclusion"] = report.Conclusion,
            ["verifiedTonnes"] = report.VerifiedTonnes,
            ["offsetTonnes"] = report.OffsetTonnes,
            ["replaces"] = report.Replaces,
        }, cancellationToken);
        if (replaced is not null)
        {
            await acts.RecordAsync(actor, engagementId, "report.superseded", new Dictionary<string, object?>
            {
                ["number"] = replaced.Number,
                ["by"] = report.Number,
                ["kind"] = facts.Amendment!.Kind,
                ["reason"] = facts.Amendment.Reason,
            }, cancellationToken);
        }

        return report;
    }

    /// <summary>Takes a report back. Number and entry stay: whoever verifies it learns that it counts no more, not why.</summary>
    public async Task WithdrawAsync(Actor actor, Guid engagementId, Guid reportId, int seenVersion, string? reason, CancellationToken cancellationToken)
    {
        var report = await ReportAsync(actor, engagementId, reportId, seenVersion, cancellationToken);
        new RefusalList().Need("Reason", reason, 2000).Add(report.State != IssueState.Valid, "", "issue.not-valid", ("number", report.Number)).ThrowIfAny();
        report.Withdraw(clock.GetUtcNow(), reason!.Trim());
        await RecordAsync(actor, report, "report.withdrawn", reason, cancellationToken);
    }

    /// <summary>Says, or says no longer, that facts which came up after the issue are being looked into.</summary>
    /// <param name="reason">Why; for ending it, what came of it.</param>
    public async Task ExamineAsync(Actor actor, Guid engagementId, Guid reportId, int seenVersion, bool begin, string? reason, CancellationToken cancellationToken)
    {
        var report = await ReportAsync(actor, engagementId, reportId, seenVersion, cancellationToken);
        new RefusalList().Need("Reason", reason, 2000)
            .Add(report.State != IssueState.Valid, "", "issue.not-valid", ("number", report.Number))
            .Add(begin == report.ExaminedSince is not null, "", begin ? "issue.examined-already" : "issue.not-examined", ("number", report.Number)).ThrowIfAny();
        if (begin)
        {
            report.Examine(clock.GetUtcNow(), reason!.Trim());
        }
        else
        {
            report.EndExamination();
        }

        await RecordAsync(actor, report, begin ? "report.examination-begun" : "report.examination-ended", reason, cancellationToken);
    }

    // An erratum that came to other figures would be read as none.
    private async Task<IReadOnlyList<Refusal>> ErratumAsync(AmendmentFacts? amendment, Verdict verdict, CancellationToken cancellationToken)
    {
        if (amendment is not { Kind: AmendmentKind.Erratum })
        {
            return [];
        }

        var old = await db.IssuedReports.AsNoTracking().SingleAsync(r => r.Number == amendment.Number, cancellationToken);
        return (old.Conclusion, old.VerifiedTonnes, old.OffsetTonnes) == (verdict.Conclusion, verdict.VerifiedTonnes, verdict.OffsetTonnes) ? [] : [new Refusal("amend.no-erratum", ("number", old.Number))];
    }

    private async Task<IssuedReport?> ReplaceAsync(AmendmentFacts? amendment, IssuedReport report, CancellationToken cancellationToken)
    {
        if (amendment is null)
        {
            return null;
        }

        var old = await db.IssuedReports.SingleAsync(r => r.Number == amendment.Number && r.EngagementId == report.EngagementId, cancellationToken);
        old.Supersede(report.IssuedAt, report.Number, amendment.Reason);
        var engagement = await db.Engagements.SingleAsync(e => e.Id == report.EngagementId, cancellationToken);
        engagement.Amend(null);
        return old;
    }

    private async Task<IssuedReport> ReportAsync(Actor actor, Guid engagementId, Guid reportId, int seenVersion, CancellationToken cancellationToken)
    {
        await acts.BeginOnClosedAsync(actor, engagementId, EngagementAct.Approve, cancellationToken);
        var report = await db.IssuedReports.SingleOrDefaultAsync(r => r.Id == reportId && r.EngagementId == engagementId, cancellationToken) ?? throw new MissingException(nameof(IssuedReport));
        db.Entry(report).Property(r => r.Version).OriginalValue = seenVersion;
        return report;
    }

    private Task RecordAsync(Actor actor, IssuedReport report, string action, string? reason, CancellationToken cancellationToken) =>
        acts.RecordAsync(actor, report.EngagementId, action, new Dictionary<string, object?> { ["number"] = report.Number, ["reason"] = reason!.Trim() }, cancellationToken);

    private async Task<IssuedReport> WriteAsync(Actor actor, EvaluationFacts facts, Verdict verdict, ReportVersion version, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var today = ChinaDay.Of(now);
        var serial = await NextSerialAsync(today.Year, cancellationToken);
        var (number, code) = (settings.Number(today.Year, serial), RandomNumberGenerator.GetString(CodeLetters, 16));
        var signatures = await db.Signatures.Where(s => s.VersionId == version.Id && s.VoidedAt == null).OrderBy(s => s.SignedAt).ToListAsync(cancellationToken);
        var texts = TextCatalog.In(version.Language);
        var issue = new IssueFacts(
            number, today, code, $"{settings.PublicAddress}/verify", settings.IsPublic ? settings.Verify(number, code) : null, version.Root, version.Sha256,
            ReportVersions.PartsOf(CaseContent.Of(facts, verdict).WithReport(version.Sha256)),
            [.. signatures.Select(s => new IssueSigner(s.Level == SignatureLevel.Review ? "Reviewer" : "Approver", s.Name, s.SignedAt))]);
        var written = await drafts.WriteAsync(facts, verdict, texts, issue, cancellationToken);
        using var document = new MemoryStream(written.Document);
        var stored = await files.PutAsync(document, cancellationToken);
        await contents.KeepAsync(facts.EngagementId, stored.Sha256, written.Source, cancellationToken);
        var names = facts.Registry.Organizations.DistinctBy(o => o.Id).ToDictionary(o => o.Id, o => o.Name);
        return new IssuedReport
        {
            Id = Guid.CreateVersion7(),
            EngagementId = facts.EngagementId,
            VersionId = version.Id,
            Number = number,
            Replaces = facts.Amendment?.Number,
            Year = today.Year,
            Serial = serial,
            Code = code,
            FileName = $"{number}-{facts.Event.Name}.docx",
            Sha256 = stored.Sha256,
            Size = stored.Size,
            Root = version.Root,
            FactsRoot = version.FactsRoot,
            IssuedAt = now,
            IssuedById = actor.UserId,
            IssuedBy = actor.Name,
            OrganizerId = facts.Event.OrganizerId,
            Event = facts.Event.Name,
            EventStart = facts.Event.Start,
            EventEnd = facts.Event.End,
            Organizer = names[facts.Event.OrganizerId],
            Firm = names[facts.Terms.FirmId],
            Guide = facts.Guide.Title.In(version.Language),
            Conclusion = verdict.Conclusion,
            VerifiedTonnes = verdict.VerifiedTonnes,
            OffsetTonnes = verdict.OffsetTonnes,
        };
    }

    // Writing the one row makes whoever is next wait until this number is given or given up: none is left out, none comes twice.
    private async Task<int> NextSerialAsync(int year, CancellationToken cancellationToken)
    {
        if (await db.ReportNumbers.ExecuteUpdateAsync(n => n.SetProperty(x => x.Taken, x => x.Taken + 1), cancellationToken) != 1)
        {
            throw new InvalidOperationException("The row of report_numbers is gone; without it two reports could get one number.");
        }

        return (await db.IssuedReports.Where(r => r.Year == year).MaxAsync(r => (int?)r.Serial, cancellationToken) ?? 0) + 1;
    }

    private static RefusedException Gone() => new([new Refusal("step.gone")]);
}
