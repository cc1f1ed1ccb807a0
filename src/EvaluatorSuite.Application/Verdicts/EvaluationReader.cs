using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Offsets;
using EvaluatorSuite.Domain.Verdicts;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Verdicts;

/// <summary>Reads what one engagement's verdict is reached from.</summary>
public sealed class EvaluationReader(SuiteDb db, GuideStore guides, RegistryReader registry)
{
    /// <exception cref="MissingException">There is no such engagement.</exception>
    public Task<EvaluationFacts> ReadAsync(Guid engagementId, CancellationToken cancellationToken) => ReadAsync(engagementId, facts => facts, cancellationToken);

    /// <param name="change">What would be otherwise: the registry is read for the facts as they would be then.</param>
    public async Task<EvaluationFacts> ReadAsync(Guid engagementId, Func<EvaluationFacts, EvaluationFacts> change, CancellationToken cancellationToken)
    {
        var engagement = await db.Engagements.AsNoTracking().OneAsync(e => e.Id == engagementId, cancellationToken);
        var team = await RowsAsync<TeamMember, TeamFacts>(engagementId, cancellationToken);
        var offsets = await RowsAsync<OffsetLine, OffsetFacts>(engagementId, cancellationToken);
        var facts = new EvaluationFacts
        {
            EngagementId = engagementId,
            Guide = await guides.GetAsync(engagement.GuideDigest, cancellationToken),
            GuideDigest = engagement.GuideDigest,
            OpenedAt = engagement.OpenedAt,
            Registry = new(),
            Event = engagement.Event,
            FormerEventNames = engagement.FormerEventNames,
            FormerOrganizerIds = engagement.FormerOrganizerIds,
            OfficerJudgesSafeguards = true,
            Terms = engagement.Terms,
            Team = team,
            Declarations = await RowsAsync<Domain.Independence.Declaration, Domain.Independence.DeclarationFacts>(engagementId, cancellationToken),
            Evidence = await RowsAsync<Domain.Evidence.EvidenceItem, Domain.Evidence.EvidenceFacts>(engagementId, cancellationToken),
            Checklist = await RowsAsync<Domain.Checklists.ChecklistAnswer, Domain.Checklists.AnswerFacts>(engagementId, cancellationToken),
            Inventory = await RowsAsync<Domain.Accounting.InventoryLine, Domain.Accounting.LineFacts>(engagementId, cancellationToken),
            ExcludedSources = await RowsAsync<Domain.Accounting.ExcludedSource, Domain.Accounting.ExclusionFacts>(engagementId, cancellationToken),
            Offsets = offsets,
            Findings = await RowsAsync<Domain.Findings.Finding, Domain.Findings.FindingFacts>(engagementId, cancellationToken),
            Requests = await RowsAsync<Domain.Evidence.EvidenceRequest, Domain.Evidence.RequestFacts>(engagementId, cancellationToken),
            Comments = await RowsAsync<Domain.Comments.Comment, Domain.Comments.CommentFacts>(engagementId, cancellationToken),
            Closed = engagement.ClosedAt is not null,
            SerialsElsewhere = await SerialsElsewhereAsync(engagement, offsets, cancellationToken),
        };

        facts = change(facts);
        return facts with { Registry = await RegistryOfAsync(facts, cancellationToken) };
    }

    private async Task<IReadOnlyList<TFacts>> RowsAsync<TRow, TFacts>(Guid engagementId, CancellationToken cancellationToken)
        where TRow : EngagementRow<TFacts> where TFacts : class =>
        await db.Set<TRow>().AsNoTracking().Where(r => r.EngagementId == engagementId).OrderBy(r => r.Position).Select(r => r.Facts).ToListAsync(cancellationToken);

    private async Task<Domain.Organizations.Registry> RegistryOfAsync(EvaluationFacts facts, CancellationToken cancellationToken)
    {
        var organizations = facts.Offsets.Select(o => o.SellerId).OfType<Guid>().Concat(facts.Evidence.Select(e => e.ProvidedById)).Append(facts.Terms.ClientId).Distinct().ToList();
        var people = facts.Participants.Select(p => p.PersonId).Concat(facts.Declarations.Select(d => d.PersonId))
            .Concat(facts.Findings.Select(f => f.ClosedById).OfType<Guid>()).Distinct().ToList();
        return await registry.ReadAsync(facts.EngagementId, [facts.Event.Name, .. facts.FormerEventNames], facts.Terms.FirmId, [facts.Event.OrganizerId, .. facts.FormerOrganizerIds], organizations, people, cancellationToken);
    }

    // Of two engagements that use the same serial numbers the one opened later has them wrongly, as of two lines the later one has.
    private async Task<IReadOnlyList<UsedSerials>> SerialsElsewhereAsync(Engagement engagement, IReadOnlyList<OffsetFacts> offsets, CancellationToken cancellationToken)
    {
        var groups = offsets.Select(o => SerialRange.Of(o.SerialFrom, o.SerialTo).Groups).SelectMany(g => new[] { g.First, g.Last }).Distinct().ToList();
        if (groups.Count == 0)
        {
            return [];
        }

        var used = from line in db.OffsetLines
                   join other in db.Engagements on line.EngagementId equals other.Id
                   where (groups.Contains(line.SerialGroup) || groups.Contains(line.SerialGroupEnd))
                       && other.Id != engagement.Id && other.OpenedAt <= engagement.OpenedAt
                   orderby other.OpenedAt, line.Position
                   select new UsedSerials(line.Facts.SerialFrom, line.Facts.SerialTo);
        return await used.ToListAsync(cancellationToken);
    }
}
