using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EvaluatorSuite.Infrastructure.Database.SqlServer.Migrations
{
    /// <summary>Puts every engagement on the shelves of its year and its kind, as <c>Readers.ShelvesOf</c> does from now on.</summary>
    public partial class Shelves : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                INSERT INTO [engagement_readers] ([EngagementId], [ReaderId], [Parts], [Marks], [OpenedAt], [Start], [NextDue], [Name]) SELECT [EngagementId], CAST('5f1d2c1e-0000-7000-8001-' + RIGHT('000000000000' + CAST(YEAR([Start]) AS varchar(4)), 12) AS uniqueidentifier), [Parts], [Marks], [OpenedAt], [Start], [NextDue], [Name] FROM [engagement_readers] WHERE [ReaderId] = '5f1d2c1e-0000-7000-8000-000000000010';
                INSERT INTO [engagement_readers] ([EngagementId], [ReaderId], [Parts], [Marks], [OpenedAt], [Start], [NextDue], [Name]) SELECT [EngagementId], CAST('5f1d2c1e-0000-7000-8002-' + RIGHT('000000000000' + CAST([Marks] & 15872 AS varchar(12)), 12) AS uniqueidentifier), [Parts], [Marks], [OpenedAt], [Start], [NextDue], [Name] FROM [engagement_readers] WHERE [ReaderId] = '5f1d2c1e-0000-7000-8000-000000000010';
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DELETE FROM [engagement_readers] WHERE CAST([ReaderId] AS char(36)) LIKE '5f1d2c1e-0000-7000-800[12]-%';
                """);
        }
    }
}
