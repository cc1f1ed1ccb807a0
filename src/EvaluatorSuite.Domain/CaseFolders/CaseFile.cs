using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Checklists;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Domain.Findings;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Independence;
using EvaluatorSuite.Domain.Offsets;
using EvaluatorSuite.Domain.Organizations;

namespace EvaluatorSuite.Domain.CaseFolders;

/// <summary>What a <c>case.json</c> says, whole and checked, with fresh ids for the organizations and people it names by key.</summary>
public sealed record CaseFile
{
    public const string FileName = "case.json";

    /// <summary>Folder of the evidence files, beside <c>case.json</c>.</summary>
    public const string EvidenceFolder = "evidence";

    public required Guid EngagementId { get; init; }
    public required GuidePack Guide { get; init; }
    public required Registry Registry { get; init; }
    public required EventFacts Event { get; init; }
    public required TermsFacts Terms { get; init; }
    public required IReadOnlyList<TeamFacts> Team { get; init; }
    public required IReadOnlyList<DeclarationFacts> Declarations { get; init; }
    public required IReadOnlyList<EvidenceFacts> Evidence { get; init; }
    public required IReadOnlyList<AnswerFacts> Checklist { get; init; }
    public required IReadOnlyList<LineFacts> Inventory { get; init; }
    public required IReadOnlyList<ExclusionFacts> ExcludedSources { get; init; }
    public required IReadOnlyList<OffsetFacts> Offsets { get; init; }
    public required IReadOnlyList<FindingFacts> Findings { get; init; }
}
