using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EvaluatorSuite.Infrastructure.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class WorkingDay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_people_Name",
                table: "people");

            migrationBuilder.DropIndex(
                name: "IX_ownerships_ParentId_ChildId",
                table: "ownerships");

            migrationBuilder.AddColumn<string>(
                name: "GroupRoles",
                table: "users",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<Guid>(
                name: "InvitationId",
                table: "users",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "InvitedAt",
                table: "users",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LastSignInAt",
                table: "users",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FormerEmails",
                table: "people",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "FormerNames",
                table: "people",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<Guid>(
                name: "MistakenBy",
                table: "ownerships",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MistakenId",
                table: "ownerships",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<long>(
                name: "MistakenOn",
                table: "ownerships",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MistakenReason",
                table: "ownerships",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FormerNames",
                table: "organizations",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "MistakenRepresentatives",
                table: "organizations",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "EventKey",
                table: "neutrality_services",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MistakenBy",
                table: "neutrality_services",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "MistakenOn",
                table: "neutrality_services",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MistakenReason",
                table: "neutrality_services",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Origin",
                table: "guides",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Folder");

            migrationBuilder.AddColumn<string>(
                name: "Facts_Cause",
                table: "findings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Facts_Closure",
                table: "findings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Facts_Evidence",
                table: "findings",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Facts_Rounds",
                table: "findings",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<long>(
                name: "Facts_ReceivedAt",
                table: "evidence",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Facts_ReceivedFrom",
                table: "evidence",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ClosedAt",
                table: "engagements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ClosedReason",
                table: "engagements",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FormerEventNames",
                table: "engagements",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<Guid>(
                name: "MistakenBy",
                table: "employments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "MistakenOn",
                table: "employments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MistakenReason",
                table: "employments",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "access_tokens",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Digest = table.Column<string>(type: "TEXT", fixedLength: true, maxLength: 64, nullable: false),
                    Shown = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Scopes = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastUsedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RevokedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_tokens", x => x.Id);
                    table.ForeignKey(
                        name: "FK_access_tokens_users_UserId",
                        column: x => x.UserId,
                        principalTable: "users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "api_requests",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Digest = table.Column<string>(type: "TEXT", fixedLength: true, maxLength: 64, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Json = table.Column<string>(type: "TEXT", nullable: true),
                    Location = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_requests", x => new { x.UserId, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "comments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Facts_At = table.Column<long>(type: "INTEGER", nullable: false),
                    Facts_Author = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Facts_AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Facts_Key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Facts_Replies = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_ResolvedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Facts_Target = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Facts_TargetKey = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Facts_Text = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_comments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_comments_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "contract_reviews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Facts_Accepted = table.Column<bool>(type: "INTEGER", nullable: false),
                    Facts_CompetentPeople = table.Column<bool>(type: "INTEGER", nullable: false),
                    Facts_Independent = table.Column<bool>(type: "INTEGER", nullable: false),
                    Facts_Note = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_ReviewedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    Facts_ReviewedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Facts_ScopeClear = table.Column<bool>(type: "INTEGER", nullable: false),
                    Facts_TimeEnough = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_contract_reviews", x => x.Id);
                    table.ForeignKey(
                        name: "FK_contract_reviews_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "duties",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_duties", x => x.Id);
                    table.ForeignKey(
                        name: "FK_duties_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "engagement_readers",
                columns: table => new
                {
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReaderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Parts = table.Column<int>(type: "INTEGER", nullable: false),
                    Marks = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Start = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    NextDue = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_engagement_readers", x => new { x.EngagementId, x.ReaderId });
                    table.ForeignKey(
                        name: "FK_engagement_readers_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "evidence_requests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Facts_AcceptedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Facts_Description = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Facts_Given = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_GivenOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Facts_Key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Facts_Kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Facts_Remark = table.Column<string>(type: "TEXT", nullable: true),
                    Facts_RequestedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Facts_ReturnReason = table.Column<string>(type: "TEXT", nullable: true),
                    Facts_Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Facts_WithdrawnOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evidence_requests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_evidence_requests_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "handed_reports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", fixedLength: true, maxLength: 64, nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Conclusion = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    HandedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    HandedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    FetchedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_handed_reports", x => x.Id);
                    table.ForeignKey(
                        name: "FK_handed_reports_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "kept_forms",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kept_forms", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "looks",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_looks", x => new { x.UserId, x.EngagementId });
                    table.ForeignKey(
                        name: "FK_looks_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "organizer_members",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganizationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Owner = table.Column<bool>(type: "INTEGER", nullable: false),
                    Active = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organizer_members", x => x.Id);
                    table.ForeignKey(
                        name: "FK_organizer_members_organizations_OrganizationId",
                        column: x => x.OrganizationId,
                        principalTable: "organizations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_organizer_members_users_UserId",
                        column: x => x.UserId,
                        principalTable: "users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "phase_spells",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Phase = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Ball = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    To = table.Column<long>(type: "INTEGER", nullable: true),
                    FromMinute = table.Column<long>(type: "INTEGER", nullable: false),
                    ToMinute = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_phase_spells", x => x.Id);
                    table.ForeignKey(
                        name: "FK_phase_spells_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "recovery_codes",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", fixedLength: true, maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recovery_codes", x => new { x.UserId, x.Digest });
                    table.ForeignKey(
                        name: "FK_recovery_codes_users_UserId",
                        column: x => x.UserId,
                        principalTable: "users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "search_entries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Target = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_entries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "second_factors",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Secret = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    LastStep = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_second_factors", x => x.UserId);
                    table.ForeignKey(
                        name: "FK_second_factors_users_UserId",
                        column: x => x.UserId,
                        principalTable: "users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "shared_facts",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Changes = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shared_facts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "site_records",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Facts_At = table.Column<long>(type: "INTEGER", nullable: false),
                    Facts_Evidence = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_Key = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Facts_Place = table.Column<string>(type: "TEXT", nullable: true),
                    Facts_RecordedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    Facts_Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Facts_Text = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_site_records", x => x.Id);
                    table.ForeignKey(
                        name: "FK_site_records_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "standings",
                columns: table => new
                {
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Touched = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EventName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    EventKind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    City = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Start = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    End = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    OrganizerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganizerName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    LeaderId = table.Column<Guid>(type: "TEXT", nullable: true),
                    LeaderName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Phase = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Ball = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Blocks = table.Column<int>(type: "INTEGER", nullable: false),
                    Warnings = table.Column<int>(type: "INTEGER", nullable: false),
                    Conflict = table.Column<bool>(type: "INTEGER", nullable: false),
                    Conclusion = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    MayIssue = table.Column<bool>(type: "INTEGER", nullable: false),
                    ClaimedTonnes = table.Column<decimal>(type: "TEXT", precision: 27, scale: 12, nullable: false),
                    VerifiedTonnes = table.Column<decimal>(type: "TEXT", precision: 27, scale: 12, nullable: false),
                    OffsetTonnes = table.Column<decimal>(type: "TEXT", precision: 27, scale: 12, nullable: false),
                    FindingsOpen = table.Column<int>(type: "INTEGER", nullable: false),
                    FindingRounds = table.Column<int>(type: "INTEGER", nullable: false),
                    RequestsOpen = table.Column<int>(type: "INTEGER", nullable: false),
                    NextDue = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EvaluatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_standings", x => x.EngagementId);
                    table.ForeignKey(
                        name: "FK_standings_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "table_drafts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", fixedLength: true, maxLength: 64, nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Mapping = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_table_drafts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_table_drafts_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "upload_receipts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EngagementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Files = table.Column<string>(type: "TEXT", nullable: false),
                    Refusals = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_upload_receipts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_upload_receipts_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "duty_readers",
                columns: table => new
                {
                    DutyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReaderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Part = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_duty_readers", x => new { x.DutyId, x.ReaderId });
                    table.ForeignKey(
                        name: "FK_duty_readers_duties_DutyId",
                        column: x => x.DutyId,
                        principalTable: "duties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "shared_facts",
                columns: new[] { "Id", "Changes" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_users_DisplayName_NormalizedUserName",
                table: "users",
                columns: new[] { "DisplayName", "NormalizedUserName" });

            migrationBuilder.CreateIndex(
                name: "IX_people_Name_Id",
                table: "people",
                columns: new[] { "Name", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ownerships_ParentId_ChildId_MistakenId",
                table: "ownerships",
                columns: new[] { "ParentId", "ChildId", "MistakenId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_organizations_Name_Id",
                table: "organizations",
                columns: new[] { "Name", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_neutrality_services_EventKey",
                table: "neutrality_services",
                column: "EventKey");

            migrationBuilder.CreateIndex(
                name: "IX_access_tokens_Digest",
                table: "access_tokens",
                column: "Digest",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_access_tokens_UserId",
                table: "access_tokens",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_api_requests_At",
                table: "api_requests",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_comments_EngagementId_Position",
                table: "comments",
                columns: new[] { "EngagementId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_contract_reviews_EngagementId_Position",
                table: "contract_reviews",
                columns: new[] { "EngagementId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_duties_EngagementId",
                table: "duties",
                column: "EngagementId");

            migrationBuilder.CreateIndex(
                name: "IX_duties_PersonId_DueOn",
                table: "duties",
                columns: new[] { "PersonId", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_duty_readers_ReaderId_Part_DueOn_DutyId",
                table: "duty_readers",
                columns: new[] { "ReaderId", "Part", "DueOn", "DutyId" });

            migrationBuilder.CreateIndex(
                name: "IX_engagement_readers_due",
                table: "engagement_readers",
                columns: new[] { "ReaderId", "NextDue", "EngagementId", "Marks", "Parts", "Start" });

            migrationBuilder.CreateIndex(
                name: "IX_engagement_readers_event",
                table: "engagement_readers",
                columns: new[] { "ReaderId", "Start", "EngagementId", "Marks", "Parts", "NextDue" });

            migrationBuilder.CreateIndex(
                name: "IX_engagement_readers_name",
                table: "engagement_readers",
                columns: new[] { "ReaderId", "Name", "EngagementId", "Marks", "Parts", "NextDue", "Start" });

            migrationBuilder.CreateIndex(
                name: "IX_engagement_readers_newest",
                table: "engagement_readers",
                columns: new[] { "ReaderId", "OpenedAt", "EngagementId", "Marks", "Parts", "NextDue", "Start" });

            migrationBuilder.CreateIndex(
                name: "IX_evidence_requests_EngagementId_Position",
                table: "evidence_requests",
                columns: new[] { "EngagementId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_handed_reports_EngagementId_HandedAt",
                table: "handed_reports",
                columns: new[] { "EngagementId", "HandedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_kept_forms_At",
                table: "kept_forms",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_looks_EngagementId",
                table: "looks",
                column: "EngagementId");

            migrationBuilder.CreateIndex(
                name: "IX_organizer_members_OrganizationId_UserId",
                table: "organizer_members",
                columns: new[] { "OrganizationId", "UserId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_organizer_members_UserId",
                table: "organizer_members",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_phase_spells_EngagementId_From",
                table: "phase_spells",
                columns: new[] { "EngagementId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_search_entries_EngagementId",
                table: "search_entries",
                column: "EngagementId");

            migrationBuilder.CreateIndex(
                name: "IX_search_entries_Target_Kind",
                table: "search_entries",
                columns: new[] { "Target", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_site_records_EngagementId_Position",
                table: "site_records",
                columns: new[] { "EngagementId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_table_drafts_EngagementId_UserId",
                table: "table_drafts",
                columns: new[] { "EngagementId", "UserId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_table_drafts_ExpiresAt",
                table: "table_drafts",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_upload_receipts_EngagementId_At",
                table: "upload_receipts",
                columns: new[] { "EngagementId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_tokens");

            migrationBuilder.DropTable(
                name: "api_requests");

            migrationBuilder.DropTable(
                name: "comments");

            migrationBuilder.DropTable(
                name: "contract_reviews");

            migrationBuilder.DropTable(
                name: "duty_readers");

            migrationBuilder.DropTable(
                name: "engagement_readers");

            migrationBuilder.DropTable(
                name: "evidence_requests");

            migrationBuilder.DropTable(
                name: "handed_reports");

            migrationBuilder.DropTable(
                name: "kept_forms");

            migrationBuilder.DropTable(
                name: "looks");

            migrationBuilder.DropTable(
                name: "organizer_members");

            migrationBuilder.DropTable(
                name: "phase_spells");

            migrationBuilder.DropTable(
                name: "recovery_codes");

            migrationBuilder.DropTable(
                name: "search_entries");

            migrationBuilder.DropTable(
                name: "second_factors");

            migrationBuilder.DropTable(
                name: "shared_facts");

            migrationBuilder.DropTable(
                name: "site_records");

            migrationBuilder.DropTable(
                name: "standings");

            migrationBuilder.DropTable(
                name: "table_drafts");

            migrationBuilder.DropTable(
                name: "upload_receipts");

            migrationBuilder.DropTable(
                name: "duties");

            migrationBuilder.DropIndex(
                name: "IX_users_DisplayName_NormalizedUserName",
                table: "users");

            migrationBuilder.DropIndex(
                name: "IX_people_Name_Id",
                table: "people");

            migrationBuilder.DropIndex(
                name: "IX_ownerships_ParentId_ChildId_MistakenId",
                table: "ownerships");

            migrationBuilder.DropIndex(
                name: "IX_organizations_Name_Id",
                table: "organizations");

            migrationBuilder.DropIndex(
                name: "IX_neutrality_services_EventKey",
                table: "neutrality_services");

            migrationBuilder.DropColumn(
                name: "GroupRoles",
                table: "users");

            migrationBuilder.DropColumn(
                name: "InvitationId",
                table: "users");

            migrationBuilder.DropColumn(
                name: "InvitedAt",
                table: "users");

            migrationBuilder.DropColumn(
                name: "LastSignInAt",
                table: "users");

            migrationBuilder.DropColumn(
                name: "FormerEmails",
                table: "people");

            migrationBuilder.DropColumn(
                name: "FormerNames",
                table: "people");

            migrationBuilder.DropColumn(
                name: "MistakenBy",
                table: "ownerships");

            migrationBuilder.DropColumn(
                name: "MistakenId",
                table: "ownerships");

            migrationBuilder.DropColumn(
                name: "MistakenOn",
                table: "ownerships");

            migrationBuilder.DropColumn(
                name: "MistakenReason",
                table: "ownerships");

            migrationBuilder.DropColumn(
                name: "FormerNames",
                table: "organizations");

            migrationBuilder.DropColumn(
                name: "MistakenRepresentatives",
                table: "organizations");

            migrationBuilder.DropColumn(
                name: "EventKey",
                table: "neutrality_services");

            migrationBuilder.DropColumn(
                name: "MistakenBy",
                table: "neutrality_services");

            migrationBuilder.DropColumn(
                name: "MistakenOn",
                table: "neutrality_services");

            migrationBuilder.DropColumn(
                name: "MistakenReason",
                table: "neutrality_services");

            migrationBuilder.DropColumn(
                name: "Origin",
                table: "guides");

            migrationBuilder.DropColumn(
                name: "Facts_Cause",
                table: "findings");

            migrationBuilder.DropColumn(
                name: "Facts_Closure",
                table: "findings");

            migrationBuilder.DropColumn(
                name: "Facts_Evidence",
                table: "findings");

            migrationBuilder.DropColumn(
                name: "Facts_Rounds",
                table: "findings");

            migrationBuilder.DropColumn(
                name: "Facts_ReceivedAt",
                table: "evidence");

            migrationBuilder.DropColumn(
                name: "Facts_ReceivedFrom",
                table: "evidence");

            migrationBuilder.DropColumn(
                name: "ClosedAt",
                table: "engagements");

            migrationBuilder.DropColumn(
                name: "ClosedReason",
                table: "engagements");

            migrationBuilder.DropColumn(
                name: "FormerEventNames",
                table: "engagements");

            migrationBuilder.DropColumn(
                name: "MistakenBy",
                table: "employments");

            migrationBuilder.DropColumn(
                name: "MistakenOn",
                table: "employments");

            migrationBuilder.DropColumn(
                name: "MistakenReason",
                table: "employments");

            migrationBuilder.CreateIndex(
                name: "IX_people_Name",
                table: "people",
                column: "Name");

            migrationBuilder.CreateIndex(
                name: "IX_ownerships_ParentId_ChildId",
                table: "ownerships",
                columns: new[] { "ParentId", "ChildId" },
                unique: true);
        }
    }
}
