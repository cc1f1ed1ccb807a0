using EvaluatorSuite.Application.Duties;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Jobs;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Application.Requests;
using EvaluatorSuite.Application.Search;
using EvaluatorSuite.Application.SignOff;
using EvaluatorSuite.Application.Tables;
using EvaluatorSuite.Application.TimeStamps;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Checklists;
using EvaluatorSuite.Domain.Comments;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Domain.Findings;
using EvaluatorSuite.Domain.Independence;
using EvaluatorSuite.Domain.Ledger;
using EvaluatorSuite.Domain.Offsets;
using EvaluatorSuite.Domain.Organizations;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application;

/// <summary>The one unit of work. Each provider derives from it, so that each has migrations of its own.</summary>
public abstract class SuiteDb(DbContextOptions options) : IdentityUserContext<SuiteUser, Guid>(options), IDataProtectionKeyContext
{
    public AfterCommit AfterCommit { get; } = new();

    /// <summary>How often what engagements share has changed: one number.</summary>
    internal IQueryable<long> SharedChanges => SharedFacts.Where(f => f.Id == Verdicts.SharedFacts.OnlyId).Select(f => f.Changes);

    public DbSet<Organization> Organizations => Set<Organization>();
    public DbSet<Ownership> Ownerships => Set<Ownership>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<Employment> Employments => Set<Employment>();
    public DbSet<NeutralityService> Services => Set<NeutralityService>();
    public DbSet<GuideVersion> Guides => Set<GuideVersion>();
    public DbSet<Engagement> Engagements => Set<Engagement>();
    public DbSet<CaseKey> CaseKeys => Set<CaseKey>();
    public DbSet<RetiredKeys> RetiredKeys => Set<RetiredKeys>();
    public DbSet<TeamMember> TeamMembers => Set<TeamMember>();
    public DbSet<Declaration> Declarations => Set<Declaration>();
    public DbSet<EvidenceItem> Evidence => Set<EvidenceItem>();
    public DbSet<ChecklistAnswer> ChecklistAnswers => Set<ChecklistAnswer>();
    public DbSet<InventoryLine> InventoryLines => Set<InventoryLine>();
    public DbSet<ExcludedSource> ExcludedSources => Set<ExcludedSource>();
    public DbSet<OffsetLine> OffsetLines => Set<OffsetLine>();
    public DbSet<Finding> Findings => Set<Finding>();
    public DbSet<EvidenceRequest> EvidenceRequests => Set<EvidenceRequest>();
    public DbSet<UploadReceipt> UploadReceipts => Set<UploadReceipt>();
    public DbSet<UploadReservation> UploadReservations => Set<UploadReservation>();
    public DbSet<HandedReport> HandedReports => Set<HandedReport>();
    public DbSet<ContractReview> ContractReviews => Set<ContractReview>();
    public DbSet<SiteRecord> SiteRecords => Set<SiteRecord>();
    public DbSet<Comment> Comments => Set<Comment>();
    public DbSet<SecondFactor> SecondFactors => Set<SecondFactor>();
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    public DbSet<OrganizerMember> OrganizerMembers => Set<OrganizerMember>();
    public DbSet<EngagementStanding> Standings => Set<EngagementStanding>();
    public DbSet<PhaseSpell> PhaseSpells => Set<PhaseSpell>();
    public DbSet<DutyRow> Duties => Set<DutyRow>();
    public DbSet<EngagementReader> EngagementReaders => Set<EngagementReader>();
    public DbSet<DutyReader> DutyReaders => Set<DutyReader>();
    public DbSet<Look> Looks => Set<Look>();
    public DbSet<SearchEntry> SearchEntries => Set<SearchEntry>();
    public DbSet<TableDraft> TableDrafts => Set<TableDraft>();
    public DbSet<DefinitionVersion> DefinitionVersions => Set<DefinitionVersion>();
    public DbSet<ProcessVersion> ProcessVersions => Set<ProcessVersion>();
    public DbSet<ProcessInstance> ProcessInstances => Set<ProcessInstance>();
    public DbSet<WaitingStep> WaitingSteps => Set<WaitingStep>();
    public DbSet<TraceRow> TraceRows => Set<TraceRow>();
    public DbSet<EventKey> EventKeys => Set<EventKey>();

    public DbSet<TimeStamp> TimeStamps => Set<TimeStamp>();

    public DbSet<ReportVersion> ReportVersions => Set<ReportVersion>();
    public DbSet<ContentBody> ContentBodies => Set<ContentBody>();
    public DbSet<Signature> Signatures => Set<Signature>();
    public DbSet<IssuedReport> IssuedReports => Set<IssuedReport>();
    public DbSet<ReportNumbers> ReportNumbers => Set<ReportNumbers>();
    public DbSet<SharedFacts> SharedFacts => Set<SharedFacts>();
    public DbSet<LedgerEntry> Ledger => Set<LedgerEntry>();
    public DbSet<LedgerHead> LedgerHead => Set<LedgerHead>();
    public DbSet<JobRequest> JobRequests => Set<JobRequest>();
    public DbSet<HandledRequest> HandledRequests => Set<HandledRequest>();
    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();
    public DbSet<ApiRequest> ApiRequests => Set<ApiRequest>();
    public DbSet<KeptForm> KeptForms => Set<KeptForm>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Whether the failure is a second row under a key that may stand once; each provider tells it in its own way.</summary>
    public abstract bool IsDuplicate(DbUpdateException failure);

    /// <summary>Says which version of a row its editor saw: saving over another one fails with a conflict, also where nothing was changed; so an act saves in any case.</summary>
    public void Expect(Row row, int seenVersion) => Entry(row).Property(r => r.Version).OriginalValue = seenVersion;

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // rowversion is SQL Server's alone and xmin PostgreSQL's, so the version is counted here.
        foreach (var entry in ChangeTracker.Entries().Where(e => e.State == EntityState.Modified))
        {
            if (entry.Metadata.FindProperty(nameof(Row.Version)) is { IsConcurrencyToken: true })
            {
                var version = entry.Property(nameof(Row.Version));
                version.CurrentValue = (int)version.OriginalValue! + 1;
            }
        }

        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // What the readers accept is what every database stores without loss: fifteen digits before the point and twelve after it.
        configurationBuilder.Properties<decimal>().HavePrecision(27, 12);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(SuiteDb).Assembly);
        UserConfiguration.NameTables(builder);
        builder.Entity<DataProtectionKey>().ToTable("data_protection_keys");

        foreach (var row in builder.Model.GetEntityTypes().Where(t => t.ClrType.IsSubclassOf(typeof(Row))))
        {
            row.FindProperty(nameof(Row.Version))!.IsConcurrencyToken = true;
            row.FindProperty(nameof(Row.Id))!.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
        }
    }
}
