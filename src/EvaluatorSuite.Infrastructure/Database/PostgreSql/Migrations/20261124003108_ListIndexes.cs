using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EvaluatorSuite.Infrastructure.Database.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class ListIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "event_keys",
                columns: table => new
                {
                    EngagementId = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "event_keys");

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
                name: "IX_engagements_ClosedAt",
                table: "engagements");

            migrationBuilder.DropIndex(
                name: "IX_duties_Kind_Since",
                table: "duties");
        }
    }
}
