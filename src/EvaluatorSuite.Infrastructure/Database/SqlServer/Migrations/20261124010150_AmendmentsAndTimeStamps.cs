using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EvaluatorSuite.Infrastructure.Database.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AmendmentsAndTimeStamps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "Guide",
                table: "issued_reports",
                type: "nvarchar(max)",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(400)",
                oldMaxLength: 400);

            migrationBuilder.AddColumn<string>(
                name: "Replaces",
                table: "issued_reports",
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AmendmentKind",
                table: "engagements",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AmendmentReason",
                table: "engagements",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AmendsNumber",
                table: "engagements",
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "event_keys",
                columns: table => new
                {
                    EngagementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_event_keys", x => new { x.EngagementId, x.Key });
                    table.ForeignKey(
                        name: "FK_event_keys_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "time_stamps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EngagementId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SignatureId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Sequence = table.Column<long>(type: "bigint", nullable: true),
                    Digest = table.Column<string>(type: "nchar(64)", fixedLength: true, maxLength: 64, nullable: false),
                    AskedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    StampedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    Token = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    Authority = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_time_stamps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_time_stamps_engagements_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_time_stamps_signatures_SignatureId",
                        column: x => x.SignatureId,
                        principalTable: "signatures",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_workflow_instances_EndedAt_ProcessDigest",
                table: "workflow_instances",
                columns: new[] { "EndedAt", "ProcessDigest" });

            migrationBuilder.CreateIndex(
                name: "IX_waiting_steps_HeldSince",
                table: "waiting_steps",
                column: "HeldSince");

            migrationBuilder.CreateIndex(
                name: "IX_standings_OrganizerId_OpenedAt",
                table: "standings",
                columns: new[] { "OrganizerId", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ledger_Action_Sequence",
                table: "ledger",
                columns: new[] { "Action", "Sequence" },
                filter: "\"Action\" IN ('independence.blocked', 'independence.cleared')");

            migrationBuilder.CreateIndex(
                name: "IX_issued_reports_VersionId",
                table: "issued_reports",
                column: "VersionId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_engagements_ClosedAt",
                table: "engagements",
                column: "ClosedAt");

            migrationBuilder.CreateIndex(
                name: "IX_duties_Kind_Since",
                table: "duties",
                columns: new[] { "Kind", "Since" });

            migrationBuilder.CreateIndex(
                name: "IX_event_keys_Key",
                table: "event_keys",
                column: "Key");

            migrationBuilder.CreateIndex(
                name: "IX_time_stamps_EngagementId",
                table: "time_stamps",
                column: "EngagementId");

            migrationBuilder.CreateIndex(
                name: "IX_time_stamps_Sequence",
                table: "time_stamps",
                column: "Sequence");

            migrationBuilder.CreateIndex(
                name: "IX_time_stamps_SignatureId",
                table: "time_stamps",
                column: "SignatureId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "event_keys");

            migrationBuilder.DropTable(
                name: "time_stamps");

            migrationBuilder.DropIndex(
                name: "IX_workflow_instances_EndedAt_ProcessDigest",
                table: "workflow_instances");

            migrationBuilder.DropIndex(
                name: "IX_waiting_steps_HeldSince",
                table: "waiting_steps");

            migrationBuilder.DropIndex(
                name: "IX_standings_OrganizerId_OpenedAt",
                table: "standings");

            migrationBuilder.DropIndex(
                name: "IX_ledger_Action_Sequence",
                table: "ledger");

            migrationBuilder.DropIndex(
                name: "IX_issued_reports_VersionId",
                table: "issued_reports");

            migrationBuilder.DropIndex(
                name: "IX_engagements_ClosedAt",
                table: "engagements");

            migrationBuilder.DropIndex(
                name: "IX_duties_Kind_Since",
                table: "duties");

            migrationBuilder.DropColumn(
                name: "Replaces",
                table: "issued_reports");

            migrationBuilder.DropColumn(
                name: "AmendmentKind",
                table: "engagements");

            migrationBuilder.DropColumn(
                name: "AmendmentReason",
                table: "engagements");

            migrationBuilder.DropColumn(
                name: "AmendsNumber",
                table: "engagements");

            migrationBuilder.AlterColumn<string>(
                name: "Guide",
                table: "issued_reports",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(max)");
        }
    }
}
