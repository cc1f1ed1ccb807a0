using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Verdicts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Reports;

/// <summary>A draft of the report as the organizer was given it. It is no issued report: it has neither number nor signature.</summary>
public sealed class HandedReport
{
    public required Guid Id { get; init; }
    public required Guid EngagementId { get; init; }
    public required string FileName { get; init; }
    public required string Sha256 { get; init; }
    public required long Size { get; init; }
    public required Conclusion Conclusion { get; init; }
    public required DateTimeOffset HandedAt { get; init; }
    public required string HandedBy { get; init; }

    /// <summary>When somebody of the organizer's first fetched it.</summary>
    public DateTimeOffset? FetchedAt { get; set; }
}

/// <summary>Gives the organizer the draft as it stands, its bytes kept like evidence. Refused while anything blocks.</summary>
public sealed class ReportHandover(SuiteDb db, EngagementActs acts, EvaluationReader reader, ReportDrafts drafts, IEvidenceStore store, TimeProvider clock)
{
    public async Task HandAsync(Actor actor, Guid engagementId, TextCatalog texts, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, engagementId, EngagementAct.Manage, cancellationToken);
        var facts = await reader.ReadAsync(engagementId, cancellationToken);
        var verdict = Evaluation.Evaluate(facts);
        var blocks = verdict.Issues.Count(i => i.Blocks);
        new RefusalList().Add(blocks > 0, "", "report.blocked", ("count", blocks)).ThrowIfAny();

        using var document = new MemoryStream(await drafts.RenderAsync(facts, verdict, texts, cancellationToken));
        var bytes = await store.PutAsync(document, cancellationToken);
        db.HandedReports.Add(new HandedReport
        {
            Id = Guid.CreateVersion7(),
            EngagementId = engagementId,
            FileName = $"{facts.Event.Name}-{texts["page.report.file"]}.docx",
            Sha256 = bytes.Sha256,
            Size = bytes.Size,
            Conclusion = verdict.Conclusion,
            HandedAt = clock.GetUtcNow(),
            HandedBy = actor.Name,
        });
        await acts.RecordAsync(actor, engagementId, "report.handed", new Dictionary<string, object?> { ["sha256"] = bytes.Sha256, ["conclusion"] = verdict.Conclusion.ToString() }, cancellationToken);
    }
}

internal sealed class HandedReportReference(SuiteDb db) : IBytesReference
{
    public async Task<IReadOnlyList<string>> DigestsAsync(string beginning, CancellationToken cancellationToken) =>
        await db.HandedReports.Where(r => r.Sha256.StartsWith(beginning)).Select(r => r.Sha256).Distinct().ToListAsync(cancellationToken);
}

internal sealed class HandedReportConfiguration : IEntityTypeConfiguration<HandedReport>
{
    public void Configure(EntityTypeBuilder<HandedReport> builder)
    {
        builder.ToTable("handed_reports");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.FileName).HasMaxLength(300);
        builder.Property(r => r.Sha256).HasMaxLength(64).IsFixedLength();
        builder.Property(r => r.HandedBy).HasMaxLength(100);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(r => r.EngagementId);
        builder.HasIndex(r => new { r.EngagementId, r.HandedAt });
    }
}
