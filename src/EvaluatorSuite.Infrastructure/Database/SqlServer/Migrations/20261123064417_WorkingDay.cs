using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EvaluatorSuite.Infrastructure.Database.SqlServer.Migrations
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
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<Guid>(
                name: "InvitationId",
                table: "users",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "InvitedAt",
                table: "users",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "LastSignInAt",
                table: "users",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FormerEmails",
                table: "people",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "FormerNames",
                table: "people",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<Guid>(
                name: "MistakenBy",
                table: "ownerships",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MistakenId",
                table: "ownerships",
                type: "uniqueidentifier",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "MistakenOn",
                table: "ownerships",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MistakenReason",
                table: "ownerships",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FormerNames",
                table: "organizations",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "MistakenRepresentatives",
                table: "organizations",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "EventKey",
                table: "neutrality_services",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MistakenBy",
                table: "neutrality_services",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "MistakenOn",
                table: "neutrality_services",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MistakenReason",
                table: "neutrality_services",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Origin",
                table: "guides",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Folder");

            migrationBuilder.AddColumn<string>(
                name: "Facts_Cause",
                table: "findings",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Facts_Closure",
                table: "findings",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Facts_Evidence",
                table: "findings",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Facts_Rounds",
                table: "findings",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "Facts_ReceivedAt",
                table: "evidence",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Facts_ReceivedFrom",
                table: "evidence",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ClosedAt",
                table: "engagements",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ClosedReason",
                table: "engagements",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FormerEventNames",
                table: "engagements",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<Guid>(
                name: "MistakenBy",
                table: "employments",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "MistakenOn",
                table: "employments",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MistakenReason",
                table: "employments",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "access_tokens",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Digest = table.Column<string>(type: "nchar(64)", fixedLength: true, maxLength: 64, nullable: false),
                    Shown = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Scopes = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    LastUsedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    RevokedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
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
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Digest = table.Column<string>(type: "nchar(64)", fixedLength: true, maxLength: 64, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Status = table.Column<int>(type: "int", nullable: false),
                    Json = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Location = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    RowVersion = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_requests", x => new { x.UserId, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "comments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Facts_At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Facts_Author = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Facts_AuthorId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Facts_Key = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Facts_Replies = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Facts_ResolvedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    Facts_Target = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Facts_TargetKey = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Facts_Text = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    EngagementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Facts_Accepted = table.Column<bool>(type: "bit", nullable: false),
                    Facts_CompetentPeople = table.Column<bool>(type: "bit", nullable: false),
                    Facts_Independent = table.Column<bool>(type: "bit", nullable: false),
                    Facts_Note = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Facts_ReviewedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Facts_ReviewedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Facts_ScopeClear = table.Column<bool>(type: "bit", nullable: false),
                    Facts_TimeEnough = table.Column<bool>(type: "bit", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    EngagementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EngagementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Holder = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Since = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
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
                    EngagementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ReaderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Parts = table.Column<int>(type: "int", nullable: false),
                    Marks = table.Column<int>(type: "int", nullable: false),
                    OpenedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Start = table.Column<DateOnly>(type: "date", nullable: false),
                    NextDue = table.Column<DateOnly>(type: "date", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Facts_AcceptedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Facts_Description = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Facts_DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Facts_Given = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Facts_GivenOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Facts_Key = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Facts_Kind = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Facts_Remark = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Facts_RequestedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Facts_ReturnReason = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Facts_Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Facts_WithdrawnOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false),
                    EngagementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EngagementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FileName = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    Sha256 = table.Column<string>(type: "nchar(64)", fixedLength: true, maxLength: 64, nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Conclusion = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    HandedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    HandedBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    FetchedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Content = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kept_forms", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "looks",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EngagementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OrganizationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Owner = table.Column<bool>(type: "bit", nullable: false),
                    Active = table.Column<bool>(type: "bit", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EngagementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Phase = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Ball = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    From = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    To = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    FromMinute = table.Column<long>(type: "bigint", nullable: false),
                    ToMinute = table.Column<long>(type: "bigint", nullable: true)
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
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Digest = table.Column<string>(type: "nchar(64)", fixedLength: true, maxLength: 64, nullable: false)
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    EngagementId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Target = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_entries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "second_factors",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Secret = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Since = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    LastStep = table.Column<long>(type: "bigint", nullable: false)
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
                    Id = table.Column<int>(type: "int", nullable: false),
                    Changes = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shared_facts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "site_records",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Facts_At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Facts_Evidence = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Facts_Key = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Facts_Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Facts_Place = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Facts_RecordedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Facts_Subject = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Facts_Text = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    EngagementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false)
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
                    EngagementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Touched = table.Column<int>(type: "int", nullable: false),
                    OpenedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    EventName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    EventKind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    City = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Start = table.Column<DateOnly>(type: "date", nullable: false),
                    End = table.Column<DateOnly>(type: "date", nullable: false),
                    OrganizerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OrganizerName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    LeaderId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    LeaderName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Phase = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Ball = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Blocks = table.Column<int>(type: "int", nullable: false),
                    Warnings = table.Column<int>(type: "int", nullable: false),
                    Conflict = table.Column<bool>(type: "bit", nullable: false),
                    Conclusion = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    MayIssue = table.Column<bool>(type: "bit", nullable: false),
                    ClaimedTonnes = table.Column<decimal>(type: "decimal(27,12)", precision: 27, scale: 12, nullable: false),
                    VerifiedTonnes = table.Column<decimal>(type: "decimal(27,12)", precision: 27, scale: 12, nullable: false),
                    OffsetTonnes = table.Column<decimal>(type: "decimal(27,12)", precision: 27, scale: 12, nullable: false),
                    FindingsOpen = table.Column<int>(type: "int", nullable: false),
                    FindingRounds = table.Column<int>(type: "int", nullable: false),
                    RequestsOpen = table.Column<int>(type: "int", nullable: false),
                    NextDue = table.Column<DateOnly>(type: "date", nullable: true),
                    EvaluatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EngagementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FileName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Sha256 = table.Column<string>(type: "nchar(64)", fixedLength: true, maxLength: 64, nullable: false),
                    Content = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Mapping = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EngagementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Files = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Refusals = table.Column<string>(type: "nvarchar(max)", nullable: false)
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
                    DutyId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ReaderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Part = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false)
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
