using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EvaluatorSuite.Infrastructure.Database.Sqlite.Migrations
{
    /// <summary>Puts every engagement on the shelves of its year and its kind, as <c>Readers.ShelvesOf</c> does from now on.</summary>
    public partial class Shelves : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                INSERT INTO engagement_readers ("EngagementId", "ReaderId", "Parts", "Marks", "OpenedAt", "Start", "NextDue", "Name") SELECT "EngagementId", '5F1D2C1E-0000-7000-8001-00000000' || substr("Start", 1, 4), "Parts", "Marks", "OpenedAt", "Start", "NextDue", "Name" FROM engagement_readers WHERE "ReaderId" = '5F1D2C1E-0000-7000-8000-000000000010';
                INSERT INTO engagement_readers ("EngagementId", "ReaderId", "Parts", "Marks", "OpenedAt", "Start", "NextDue", "Name") SELECT "EngagementId", '5F1D2C1E-0000-7000-8002-' || printf('%012d', "Marks" & 15872), "Parts", "Marks", "OpenedAt", "Start", "NextDue", "Name" FROM engagement_readers WHERE "ReaderId" = '5F1D2C1E-0000-7000-8000-000000000010';
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DELETE FROM engagement_readers WHERE "ReaderId" LIKE '5F1D2C1E-0000-7000-8001-%' OR "ReaderId" LIKE '5F1D2C1E-0000-7000-8002-%';
                """);
        }
    }
}
