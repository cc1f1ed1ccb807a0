using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EvaluatorSuite.Infrastructure.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FormerSellers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "FormerSellerIds",
                table: "engagements",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<Guid>(
                name: "OpenerPersonId",
                table: "engagements",
                type: "TEXT",
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
