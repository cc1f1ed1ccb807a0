using EvaluatorSuite.Application.Accounting;
using EvaluatorSuite.Application.Archives;
using EvaluatorSuite.Application.CaseFolders;
using EvaluatorSuite.Application.Checklists;
using EvaluatorSuite.Application.Comments;
using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Findings;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Independence;
using EvaluatorSuite.Application.Jobs;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Application.Offsets;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Application.Search;
using EvaluatorSuite.Application.SignOff;
using EvaluatorSuite.Application.Verification;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Application.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Application;

public static class ApplicationRegistration
{
    /// <summary>The use cases. The host brings <see cref="SuiteDb"/>, the clock and the ports.</summary>
    public static IServiceCollection AddSuiteApplication(this IServiceCollection services) => services
        .AddMemoryCache(cache => cache.SizeLimit = 2000)
        .AddScoped<LedgerWriter>()
        .AddScoped<JobOutbox>()
        .AddScoped<GuideStore>()
        .AddScoped<GuideUploads>()
        .AddSingleton<IReportTemplateCheck, ReportTemplateCheck>()
        .AddSingleton<SampleReports>()
        .AddScoped<RegistryLookup>()
        .AddScoped<RegistryReader>()
        .AddScoped<RegistryWriter>()
        .AddScoped<RegistryActs>()
        .AddScoped<RegistryHistory>()
        .AddScoped<OrganizationService>()
        .AddScoped<PersonService>()
        .AddScoped<BondService>()
        .AddScoped<NeutralityServices>()
        .AddScoped<ConflictPreview>()
        .AddScoped<ThreatService>()
        .AddScoped<CaseImporter>()
        .AddScoped<EvaluationReader>()
        .AddScoped<SharedFactsCounter>()
        .AddScoped<ReaderKeeper>()
        .AddScoped<SearchIndexer>()
        .AddScoped<SearchRebuild>()
        .AddScoped<Searches>()
        .AddScoped<EngagementList>()
        .AddScoped<TodayList>()
        .AddScoped<ReviewDesk>()
        .AddScoped<ImpartialityDesk>()
        .AddScoped<History>()
        .AddScoped<FirmFigures>()
        .AddScoped<WorkflowStore>()
        .AddScoped<ProcessKeeper>()
        .AddScoped<ProcessReader>()
        .AddScoped<ProcessMoves>()
        .AddScoped<StepService>()
        .AddScoped<ContentStore>()
        .AddScoped<SignatureKeeper>()
        .AddScoped<ReportRegeneration>()
        .AddScoped<ReportVersions>()
        .AddScoped<SignOffService>()
        .AddScoped<IssueService>()
        .AddScoped<AmendmentService>()
        .AddScoped<ReportDelivery>()
        .AddScoped<PublicRegister>()
        .AddScoped<ChainReader>()
        .AddScoped<ArchiveIndex>()
        .AddScoped<ArchiveParts>()
        .AddScoped<ArchiveWriter>()
        .AddScoped<LedgerArchives>()
        .AddScoped<DueSteps>()
        .AddScoped<StandingKeeper>()
        .AddScoped<EngagementActs>()
        .AddScoped<KeyBook>()
        .AddScoped<EngagementService>()
        .AddScoped<TeamService>()
        .AddScoped<SiteRecordService>()
        .AddScoped<DeclarationService>()
        .AddScoped<EvidenceService>()
        .AddScoped<UploadQuota>()
        .AddScoped<IBytesReference, EvidenceReference>()
        .AddScoped<IBytesReference, HandedReportReference>()
        .AddScoped<IBytesReference, ReportReference>()
        .AddSingleton<UploadRooms>()
        .AddScoped<EvidenceRequestService>()
        .AddScoped<ChecklistService>()
        .AddScoped<FindingService>()
        .AddScoped<OffsetService>()
        .AddScoped<CommentService>()
        .AddScoped<OrganizerMembers>()
        .AddScoped<AccessTokens>()
        .AddScoped<PortalReader>()
        .AddScoped<ReportHandover>()
        .AddScoped<EngagementViews>()
        .AddScoped<InventoryService>()
        .AddScoped<ExclusionService>()
        .AddScoped<LineImports>()
        .AddScoped<ReportDrafts>()
        .AddScoped<ReportPhotographs>()
        .AddScoped<AnnexForms>();
}
