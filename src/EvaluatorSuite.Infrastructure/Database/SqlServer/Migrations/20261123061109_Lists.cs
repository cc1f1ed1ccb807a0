using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EvaluatorSuite.Infrastructure.Database.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Lists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "FromMinute",
                table: "phase_spells",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "ToMinute",
                table: "phase_spells",
                type: "bigint",
                nullable: true);

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
                name: "IX_looks_EngagementId",
                table: "looks",
                column: "EngagementId");

            migrationBuilder.CreateIndex(
                name: "IX_search_entries_EngagementId",
                table: "search_entries",
                column: "EngagementId");

            migrationBuilder.CreateIndex(
                name: "IX_search_entries_Target_Kind",
                table: "search_entries",
                columns: new[] { "Target", "Kind" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "duty_readers");

            migrationBuilder.DropTable(
                name: "engagement_readers");

            migrationBuilder.DropTable(
                name: "looks");

            migrationBuilder.DropTable(
                name: "search_entries");

            migrationBuilder.DropColumn(
                name: "FromMinute",
                table: "phase_spells");

            migrationBuilder.DropColumn(
                name: "ToMinute",
                table: "phase_spells");
        }
    }
}
