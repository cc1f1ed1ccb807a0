using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Engagements;

/// <summary>Notes of the site visit, short and one at a time: they are written standing, on a telephone.</summary>
public sealed class SiteRecordService(SuiteDb db, EngagementActs acts)
{
    public async Task<string> AddAsync(Actor actor, Guid engagementId, SiteRecordFacts facts, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, engagementId, EngagementAct.Record, cancellationToken);
        Check(facts);
        var keys = await db.SiteRecords.Where(r => r.EngagementId == engagementId).Select(r => r.Facts.Key).ToListAsync(cancellationToken);
        var kept = facts with { Key = RowKeys.Next("S", keys) };
        db.SiteRecords.Add(new SiteRecord(engagementId, await acts.NextPositionAsync<SiteRecord>(engagementId, cancellationToken), kept));
        await acts.RecordAsync(actor, engagementId, "site-visit.recorded", Changes.Of(kept), cancellationToken);
        return kept.Key;
    }

    public async Task CorrectAsync(Actor actor, Guid engagementId, Guid rowId, int seenVersion, SiteRecordFacts facts, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, engagementId, EngagementAct.Record, cancellationToken);
        var row = await acts.RowAsync<SiteRecord>(engagementId, rowId, seenVersion, cancellationToken);
        Check(facts);
        var before = row.Facts;
        row.Correct(facts with { Key = before.Key, RecordedById = before.RecordedById, Evidence = before.Evidence });
        await acts.RecordAsync(actor, engagementId, "site-visit.record-corrected", Changes.Between(before, row.Facts), cancellationToken);
    }

    private static void Check(SiteRecordFacts facts) => new RefusalList()
        .Need(nameof(facts.Subject), facts.Subject, 200).Need(nameof(facts.Text), facts.Text).Fit(nameof(facts.Place), facts.Place, 200)
        .Add(facts.At == default, nameof(facts.At), "form.missing", ("field", RefusalList.Label(nameof(facts.At)))).ThrowIfAny();
}
