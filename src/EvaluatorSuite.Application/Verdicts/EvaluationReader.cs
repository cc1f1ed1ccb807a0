using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Checklists;
using EvaluatorSuite.Domain.Comments;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Domain.Findings;
using EvaluatorSuite.Domain.Independence;
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
        var rows = await RowsAsync(engagementId, cancellationToken);
        var engagement = rows.Select(r => r.Engagement).FirstOrDefault(e => e is not null) ?? throw new MissingException(nameof(Engagement));
        var offsets = Facts<OffsetFacts>(rows, r => r.Offset);
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
            EarlierContractDate = engagement.EarlierContractDate,
            FormerSellerIds = engagement.FormerSellerIds,
            OpenerPersonId = engagement.OpenerPersonId,
            OfficerJudgesSafeguards = true,
            Terms = engagement.Terms,
            Team = Facts<TeamFacts>(rows, r => r.Member),
            Declarations = Facts<DeclarationFacts>(rows, r => r.Declaration),
            Evidence = Facts<EvidenceFacts>(rows, r => r.Evidence),
            Checklist = Facts<AnswerFacts>(rows, r => r.Answer),
            Inventory = Facts<LineFacts>(rows, r => r.Line),
            ExcludedSources = Facts<ExclusionFacts>(rows, r => r.Exclusion),
            Offsets = offsets,
            Findings = Facts<FindingFacts>(rows, r => r.Finding),
            Requests = Facts<RequestFacts>(rows, r => r.Request),
            Comments = Facts<CommentFacts>(rows, r => r.Comment),
            Closed = engagement.ClosedAt is not null,
            Amendment = engagement.Amendment,
            SerialsElsewhere = await SerialsElsewhereAsync(engagement, offsets, cancellationToken),
        };

        facts = change(facts);
        return facts with { Registry = await RegistryOfAsync(facts, cancellationToken) };
    }

    /// <summary>One row of one of the tables; all but one are null.</summary>
    private sealed record EngagementPart(
        Engagement? Engagement, TeamMember? Member, OffsetLine? Offset, Declaration? Declaration, EvidenceItem? Evidence, ChecklistAnswer? Answer, InventoryLine? Line,
        ExcludedSource? Exclusion, Finding? Finding, EvidenceRequest? Request, Comment? Comment);

    /// <summary>The engagement and all its rows by one question instead of eleven: every page of it waits for them when nothing is remembered.</summary>
    private async Task<List<EngagementPart>> RowsAsync(Guid id, CancellationToken cancellationToken) => await (
        from part in db.Parts(11)
        join e in db.Engagements.AsNoTracking().Where(r => r.Id == id).Select(r => new PartRow<Engagement> { Part = 0, Row = r }) on part equals e.Part into engagements
        from engagement in engagements.DefaultIfEmpty()
        join t in Rows<TeamMember>(id, 1) on part equals t.Part into members
        from member in members.DefaultIfEmpty()
        join o in Rows<OffsetLine>(id, 2) on part equals o.Part into offsets
        from offset in offsets.DefaultIfEmpty()
        join d in Rows<Declaration>(id, 3) on part equals d.Part into declarations
        from declaration in declarations.DefaultIfEmpty()
        join v in Rows<EvidenceItem>(id, 4) on part equals v.Part into evidence
        from item in evidence.DefaultIfEmpty()
        join a in Rows<ChecklistAnswer>(id, 5) on part equals a.Part into answers
        from answer in answers.DefaultIfEmpty()
        join l in Rows<InventoryLine>(id, 6) on part equals l.Part into lines
        from line in lines.DefaultIfEmpty()
        join x in Rows<ExcludedSource>(id, 7) on part equals x.Part into exclusions
        from exclusion in exclusions.DefaultIfEmpty()
        join f in Rows<Finding>(id, 8) on part equals f.Part into findings
        from finding in findings.DefaultIfEmpty()
        join q in Rows<EvidenceRequest>(id, 9) on part equals q.Part into requests
        from request in requests.DefaultIfEmpty()
        join c in Rows<Comment>(id, 10) on part equals c.Part into comments
        from comment in comments.DefaultIfEmpty()
        select new EngagementPart(engagement.Row, member.Row, offset.Row, declaration.Row, item.Row, answer.Row, line.Row, exclusion.Row, finding.Row, request.Row, comment.Row))
        .ToListAsync(cancellationToken);

    private IQueryable<PartRow<T>> Rows<T>(Guid id, int part) where T : Row => db.Set<T>().AsNoTracking().Where(r => EF.Property<Guid>(r, "EngagementId") == id).Select(r => new PartRow<T> { Part = part, Row = r });

    private static List<TFacts> Facts<TFacts>(List<EngagementPart> rows, Func<EngagementPart, EngagementRow<TFacts>?> of) where TFacts : class =>
        [.. rows.Select(of).OfType<EngagementRow<TFacts>>().OrderBy(r => r.Position).Select(r => r.Facts)];

    private async Task<Domain.Organizations.Registry> RegistryOfAsync(EvaluationFacts facts, CancellationToken cancellationToken)
    {
        var organizations = facts.Offsets.Select(o => o.SellerId).OfType<Guid>().Concat(facts.FormerSellerIds).Concat(facts.Evidence.Select(e => e.ProvidedById)).Append(facts.Terms.ClientId).Distinct().ToList();
        var people = facts.Participants.Select(p => p.PersonId).Concat(facts.Declarations.Select(d => d.PersonId))
            .Concat(facts.Findings.Select(f => f.ClosedById).Append(facts.OpenerPersonId).OfType<Guid>()).Distinct().ToList();
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
                   orderby other.OpenedAt, other.Id, line.Position
                   select new UsedSerials(line.Facts.SerialFrom, line.Facts.SerialTo);
        return await used.ToListAsync(cancellationToken);
    }
}
