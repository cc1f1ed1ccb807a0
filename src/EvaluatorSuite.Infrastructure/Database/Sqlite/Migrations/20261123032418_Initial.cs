using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EvaluatorSuite.Infrastructure.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FriendlyName = table.Column<string>(type: "TEXT", nullable: true),
                    Xml = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_protection_keys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "guides",
                columns: table => new
                {
                    Digest = table.Column<string>(type: "TEXT", fixedLength: true, maxLength: 64, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Json = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ReportTemplate = table.Column<byte[]>(type: "BLOB", nullable: false),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Current = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_guides", x => x.Digest);
                });

            migrationBuilder.CreateTable(
                name: "handled_requests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Location = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_handled_requests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "job_requests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Job = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Args = table.Column<string>(type: "TEXT", nullable: false),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    LastError = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    ClaimedUntil = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_requests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ledger",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Action = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: true),
                    Salt = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    PayloadDigest = table.Column<string>(type: "TEXT", fixedLength: true, maxLength: 64, nullable: false),
                    Algorithm = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PreviousHash = table.Column<string>(type: "TEXT", fixedLength: true, maxLength: 64, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", fixedLength: true, maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "ledger_head",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", fixedLength: true, maxLength: 64, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_head", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "organizations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Uscc = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    LegalRepresentative = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    OtherRepresentatives = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organizations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Qualifications = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Roles = table.Column<string>(type: "TEXT", nullable: false),
                    Active = table.Column<bool>(type: "INTEGER", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    PasswordHash = table.Column<string>(type: "TEXT", nullable: true),
                    SecurityStamp = table.Column<string>(type: "TEXT", nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", nullable: true),
                    PhoneNumber = table.Column<string>(type: "TEXT", nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    LockoutEnd = table.Column<long>(type: "INTEGER", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_users", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "engagements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    GuideKey = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    GuideDigest = table.Column<string>(type: "TEXT", fixedLength: true, maxLength: 64, nullable: false),
                    OpenedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReviewerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ApproverId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Event_AreaSquareMetres = table.Column<decimal>(type: "TEXT", precision: 27, scale: 12, nullable: true),
                    Event_Attendance = table.Column<int>(type: "INTEGER", nullable: true),
                    Event_City = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Event_End = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Event_Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Event_Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Event_OrganizerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Event_Start = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Event_Venue = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Terms_ApproverId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Terms_ClientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Terms_ContractDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Terms_FirmId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Terms_MaterialityPercent = table.Column<decimal>(type: "TEXT", precision: 27, scale: 12, nullable: false),
                    Terms_NoSiteVisitReason = table.Column<string>(type: "TEXT", nullable: true),
                    Terms_PlanBasis = table.Column<string>(type: "TEXT", nullable: true),
                    Terms_PlanContent = table.Column<string>(type: "TEXT", nullable: true),
                    Terms_PlanPurpose = table.Column<string>(type: "TEXT", nullable: true),
                    Terms_PlanSchedule = table.Column<string>(type: "TEXT", nullable: false),
                    Terms_ReviewerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Terms_SiteVisitFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Terms_SiteVisitPlace = table.Column<string>(type: "TEXT", nullable: true),
                    Terms_SiteVisitTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_engagements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_engagements_guides_GuideDigest",
                        column: x => x.GuideDigest,
                        principalTable: "guides",
                        principalColumn: "Digest",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "neutrality_services",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganizerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EngagementEvent = table.Column<Guid>(type: "TEXT", nullable: true),
                    EventName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    People = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_neutrality_services", x => x.Id);
                    table.ForeignKey(
                        name: "FK_neutrality_services_organizations_OrganizerId",
                        column: x => x.OrganizerId,
                        principalTable: "organizations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_neutrality_services_organizations_ProviderId",
                        column: x => x.ProviderId,
                        principalTable: "organizations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ownerships",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ChildId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Percent = table.Column<decimal>(type: "TEXT", precision: 27, scale: 12, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ownerships", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ownerships_organizations_ChildId",
                        column: x => x.ChildId,
                        principalTable: "organizations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ownerships_organizations_ParentId",
                        column: x => x.ParentId,
                        principalTable: "organizations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "employments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganizationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Role = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_employments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_employments_organizations_OrganizationId",
                        column: x => x.OrganizationId,
                        principalTable: "organizations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_employments_people_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "user_claims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClaimType = table.Column<string>(type: "TEXT", nullable: true),
                    ClaimValue = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_user_claims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_user_claims_users_UserId",
                        column: x => x.UserId,
                        principalTable: "users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_logins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "TEXT", nullable: false),
                    ProviderKey = table.Column<string>(type: "TEXT", nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "TEXT", nullable: true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_user_logins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_user_logins_users_UserId",
                        column: x => x.UserId,
                        principalTable: "users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_tokens",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LoginProvider = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_user_tokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_user_tokens_users_UserId",
                        column: x => x.UserId,
                        principalTable: "users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_keys",
                columns: table => new
                {
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TargetId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_keys", x => new { x.EngagementId, x.TargetId });
                    table.ForeignKey(
                        name: "FK_case_keys_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "checklist_answers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Facts_Evidence = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_Item = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_Judgement = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Facts_Note = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checklist_answers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_checklist_answers_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "declarations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Facts_PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Facts_SignedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Facts_Threats = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_declarations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_declarations_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "evidence",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Facts_File = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Facts_Key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Facts_Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_PeriodFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Facts_PeriodTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Facts_ProvidedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    Facts_Sha256 = table.Column<string>(type: "TEXT", fixedLength: true, maxLength: 64, nullable: true),
                    Facts_Size = table.Column<long>(type: "INTEGER", nullable: true),
                    Facts_Title = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evidence", x => x.Id);
                    table.ForeignKey(
                        name: "FK_evidence_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "excluded_sources",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Facts_Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_Source = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_excluded_sources", x => x.Id);
                    table.ForeignKey(
                        name: "FK_excluded_sources_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "findings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Facts_Answer = table.Column<string>(type: "TEXT", nullable: true),
                    Facts_AnsweredOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Facts_ClosedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    Facts_ClosedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Facts_Description = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Facts_Key = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Facts_RaisedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Facts_Requirement = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_findings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_findings_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inventory_lines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Facts_Amount = table.Column<decimal>(type: "TEXT", precision: 27, scale: 12, nullable: false),
                    Facts_ClaimedTonnes = table.Column<decimal>(type: "TEXT", precision: 27, scale: 12, nullable: false),
                    Facts_CrossCheck = table.Column<string>(type: "TEXT", nullable: true),
                    Facts_Description = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_DifferenceReason = table.Column<string>(type: "TEXT", nullable: true),
                    Facts_Evidence = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_Factor = table.Column<string>(type: "TEXT", nullable: true),
                    Facts_Key = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_Source = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_Stage = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Facts_Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_VerifiedAmount = table.Column<decimal>(type: "TEXT", precision: 27, scale: 12, nullable: true),
                    Facts_OwnFactor_Source = table.Column<string>(type: "TEXT", nullable: true),
                    Facts_OwnFactor_Unit = table.Column<string>(type: "TEXT", nullable: true),
                    Facts_OwnFactor_Value = table.Column<decimal>(type: "TEXT", precision: 27, scale: 12, nullable: true),
                    Facts_OwnFactor_Year = table.Column<int>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inventory_lines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_inventory_lines_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "offset_lines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SerialGroup = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SerialGroupEnd = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Facts_AcquiredBy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Facts_CancelledOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Facts_Certificate = table.Column<string>(type: "TEXT", nullable: true),
                    Facts_Evidence = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_Key = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_Project = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_Registry = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_SellerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Facts_SerialFrom = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_SerialTo = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_Tonnes = table.Column<decimal>(type: "TEXT", precision: 27, scale: 12, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_offset_lines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_offset_lines_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "team_members",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Facts_Duties = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Facts_PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Facts_Role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Facts_To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_team_members", x => x.Id);
                    table.ForeignKey(
                        name: "FK_team_members_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "ledger_head",
                columns: new[] { "Id", "Hash", "Sequence", "Version" },
                values: new object[] { 1, "0000000000000000000000000000000000000000000000000000000000000000", 0L, 0 });

            migrationBuilder.CreateIndex(
                name: "IX_checklist_answers_EngagementId_Position",
                table: "checklist_answers",
                columns: new[] { "EngagementId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_declarations_EngagementId_Position",
                table: "declarations",
                columns: new[] { "EngagementId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_employments_OrganizationId",
                table: "employments",
                column: "OrganizationId");

            migrationBuilder.CreateIndex(
                name: "IX_employments_PersonId_OrganizationId",
                table: "employments",
                columns: new[] { "PersonId", "OrganizationId" });

            migrationBuilder.CreateIndex(
                name: "IX_engagements_ApproverId",
                table: "engagements",
                column: "ApproverId");

            migrationBuilder.CreateIndex(
                name: "IX_engagements_GuideDigest",
                table: "engagements",
                column: "GuideDigest");

            migrationBuilder.CreateIndex(
                name: "IX_engagements_OpenedAt",
                table: "engagements",
                column: "OpenedAt");

            migrationBuilder.CreateIndex(
                name: "IX_engagements_OpenedBy",
                table: "engagements",
                column: "OpenedBy");

            migrationBuilder.CreateIndex(
                name: "IX_engagements_ReviewerId",
                table: "engagements",
                column: "ReviewerId");

            migrationBuilder.CreateIndex(
                name: "IX_evidence_EngagementId_Position",
                table: "evidence",
                columns: new[] { "EngagementId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_excluded_sources_EngagementId_Position",
                table: "excluded_sources",
                columns: new[] { "EngagementId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_findings_EngagementId_Position",
                table: "findings",
                columns: new[] { "EngagementId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_guides_Current",
                table: "guides",
                column: "Current");

            migrationBuilder.CreateIndex(
                name: "IX_handled_requests_At",
                table: "handled_requests",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_inventory_lines_EngagementId_Position",
                table: "inventory_lines",
                columns: new[] { "EngagementId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_job_requests_FinishedAt_DueAt",
                table: "job_requests",
                columns: new[] { "FinishedAt", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ledger_EngagementId_Sequence",
                table: "ledger",
                columns: new[] { "EngagementId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_neutrality_services_EngagementEvent",
                table: "neutrality_services",
                column: "EngagementEvent");

            migrationBuilder.CreateIndex(
                name: "IX_neutrality_services_EventName",
                table: "neutrality_services",
                column: "EventName");

            migrationBuilder.CreateIndex(
                name: "IX_neutrality_services_OrganizerId",
                table: "neutrality_services",
                column: "OrganizerId");

            migrationBuilder.CreateIndex(
                name: "IX_neutrality_services_ProviderId",
                table: "neutrality_services",
                column: "ProviderId");

            migrationBuilder.CreateIndex(
                name: "IX_offset_lines_EngagementId_Position",
                table: "offset_lines",
                columns: new[] { "EngagementId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_offset_lines_SerialGroup",
                table: "offset_lines",
                column: "SerialGroup");

            migrationBuilder.CreateIndex(
                name: "IX_offset_lines_SerialGroupEnd",
                table: "offset_lines",
                column: "SerialGroupEnd");

            migrationBuilder.CreateIndex(
                name: "IX_organizations_LegalRepresentative",
                table: "organizations",
                column: "LegalRepresentative");

            migrationBuilder.CreateIndex(
                name: "IX_organizations_Uscc",
                table: "organizations",
                column: "Uscc",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ownerships_ChildId",
                table: "ownerships",
                column: "ChildId");

            migrationBuilder.CreateIndex(
                name: "IX_ownerships_ParentId_ChildId",
                table: "ownerships",
                columns: new[] { "ParentId", "ChildId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_people_Email",
                table: "people",
                column: "Email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_people_Name",
                table: "people",
                column: "Name");

            migrationBuilder.CreateIndex(
                name: "IX_team_members_EngagementId_Position",
                table: "team_members",
                columns: new[] { "EngagementId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_team_members_PersonId",
                table: "team_members",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_user_claims_UserId",
                table: "user_claims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_user_logins_UserId",
                table: "user_logins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "users",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "IX_users_PersonId",
                table: "users",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "users",
                column: "NormalizedUserName",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_keys");

            migrationBuilder.DropTable(
                name: "checklist_answers");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "declarations");

            migrationBuilder.DropTable(
                name: "employments");

            migrationBuilder.DropTable(
                name: "evidence");

            migrationBuilder.DropTable(
                name: "excluded_sources");

            migrationBuilder.DropTable(
                name: "findings");

            migrationBuilder.DropTable(
                name: "handled_requests");

            migrationBuilder.DropTable(
                name: "inventory_lines");

            migrationBuilder.DropTable(
                name: "job_requests");

            migrationBuilder.DropTable(
                name: "ledger");

            migrationBuilder.DropTable(
                name: "ledger_head");

            migrationBuilder.DropTable(
                name: "neutrality_services");

            migrationBuilder.DropTable(
                name: "offset_lines");

            migrationBuilder.DropTable(
                name: "ownerships");

            migrationBuilder.DropTable(
                name: "team_members");

            migrationBuilder.DropTable(
                name: "user_claims");

            migrationBuilder.DropTable(
                name: "user_logins");

            migrationBuilder.DropTable(
                name: "user_tokens");

            migrationBuilder.DropTable(
                name: "people");

            migrationBuilder.DropTable(
                name: "organizations");

            migrationBuilder.DropTable(
                name: "engagements");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "guides");
        }
    }
}
