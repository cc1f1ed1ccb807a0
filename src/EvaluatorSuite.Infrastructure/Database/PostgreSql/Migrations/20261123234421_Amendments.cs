using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EvaluatorSuite.Infrastructure.Database.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Amendments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "Guide",
                table: "issued_reports",
                type: "text",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(400)",
                oldMaxLength: 400);

            migrationBuilder.AddColumn<string>(
                name: "Replaces",
                table: "issued_reports",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AmendmentKind",
                table: "engagements",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AmendmentReason",
                table: "engagements",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AmendsNumber",
                table: "engagements",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_issued_reports_VersionId",
                table: "issued_reports",
                column: "VersionId",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_issued_reports_report_versions_VersionId",
                table: "issued_reports",
                column: "VersionId",
                principalTable: "report_versions",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_issued_reports_report_versions_VersionId",
                table: "issued_reports");

            migrationBuilder.DropIndex(
                name: "IX_issued_reports_VersionId",
                table: "issued_reports");

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
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "text");
        }
    }
}
