using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EvaluatorSuite.Infrastructure.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FormerOrganizersAndSerialBounds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_offset_lines_SerialGroup",
                table: "offset_lines");

            migrationBuilder.AddColumn<string>(
                name: "SerialFirst",
                table: "offset_lines",
                type: "TEXT",
                maxLength: 303,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SerialLast",
                table: "offset_lines",
                type: "TEXT",
                maxLength: 303,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FormerOrganizerIds",
                table: "engagements",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.CreateIndex(
                name: "IX_offset_lines_SerialGroup_SerialFirst_SerialLast",
                table: "offset_lines",
                columns: new[] { "SerialGroup", "SerialFirst", "SerialLast" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_offset_lines_SerialGroup_SerialFirst_SerialLast",
                table: "offset_lines");

            migrationBuilder.DropColumn(
                name: "SerialFirst",
                table: "offset_lines");

            migrationBuilder.DropColumn(
                name: "SerialLast",
                table: "offset_lines");

            migrationBuilder.DropColumn(
                name: "FormerOrganizerIds",
                table: "engagements");

            migrationBuilder.CreateIndex(
                name: "IX_offset_lines_SerialGroup",
                table: "offset_lines",
                column: "SerialGroup");
        }
    }
}
