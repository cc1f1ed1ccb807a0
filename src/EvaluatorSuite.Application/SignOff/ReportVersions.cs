using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.SignOff;
using EvaluatorSuite.Domain.Verdicts;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.SignOff;

/// <summary>Puts drafts forward for signing.</summary>
public sealed class ReportVersions(SuiteDb db, ReportDrafts drafts, IEvidenceStore files, ContentStore contents, SignatureKeeper signatures, TimeProvider clock)
{
    /// <summary>Writes the report of the case as it is now, and keeps file and content. Earlier signatures do not count for it.</summary>
    public async Task<ReportVersion> DraftAsync(Actor actor, EvaluationFacts facts, Verdict verdict, TextCatalog texts, CancellationToken cancellationToken)
    {
        var written = await drafts.WriteAsync(facts, verdict, texts, null, cancellationToken);
        using var document = new MemoryStream(written.Document);
        var stored = await files.PutAsync(document, cancellationToken);
        var content = CaseContent.Of(facts, verdict);
        var whole = content.WithReport(stored.Sha256);
        await signatures.VoidAllAsync(facts.EngagementId, "report", cancellationToken);
        await contents.KeepAsync(facts.EngagementId, whole, cancellationToken);
        await contents.KeepAsync(facts.EngagementId, stored.Sha256, written.Source, cancellationToken);
        var number = await db.ReportVersions.Where(v => v.EngagementId == facts.EngagementId).MaxAsync(v => (int?)v.Number, cancellationToken) ?? 0;
        var version = new ReportVersion
        {
            Id = Guid.CreateVersion7(),
            EngagementId = facts.EngagementId,
            Number = number + 1,
            FileName = $"{facts.Event.Name}-{texts["page.report.file"]}-{number + 1}.docx",
            Sha256 = stored.Sha256,
            Size = stored.Size,
            Language = texts.Language,
            Conclusion = verdict.Conclusion,
            FactsRoot = content.Root,
            Root = whole.Root,
            MadeAt = clock.GetUtcNow(),
            MadeById = actor.UserId,
            MadeBy = actor.Name,
        };
        db.ReportVersions.Add(version);
        return version;
    }

    /// <summary>How many leaves there are, by the part that they are of: <c>evidence</c>, <c>inventory</c>.</summary>
    public static IReadOnlyList<(string Part, int Count)> PartsOf(SignedContent content) => [.. content.Leaves.GroupBy(l => l.Path.Split('.')[0]).Select(g => (g.Key, g.Count()))];

    /// <returns>Null while nothing was put forward.</returns>
    public Task<ReportVersion?> NewestAsync(Guid engagementId, CancellationToken cancellationToken) =>
        db.ReportVersions.AsNoTracking().Where(v => v.EngagementId == engagementId).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellationToken);
}

/// <summary>Reports as they were put forward and as they were issued.</summary>
internal sealed class ReportReference(SuiteDb db) : IBytesReference
{
    public async Task<IReadOnlyList<string>> DigestsAsync(string beginning, CancellationToken cancellationToken)
    {
        var versions = await db.ReportVersions.Where(v => v.Sha256.StartsWith(beginning)).Select(v => v.Sha256).ToListAsync(cancellationToken);
        var issued = await db.IssuedReports.Where(r => r.Sha256.StartsWith(beginning)).Select(r => r.Sha256).ToListAsync(cancellationToken);
        return [.. versions, .. issued];
    }
}
