using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EvaluatorSuite.Infrastructure.Database.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class FormerSellers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid[]>(
                name: "FormerSellerIds",
                table: "engagements",
                type: "uuid[]",
                nullable: false,
                defaultValue: new Guid[0]);

            migrationBuilder.AddColumn<Guid>(
                name: "OpenerPersonId",
                table: "engagements",
                type: "uuid",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "FormerSellerIds",
                table: "engagements");

            migrationBuilder.DropColumn(
                name: "OpenerPersonId",
                table: "engagements");
        }
    }
}
