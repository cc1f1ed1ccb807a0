using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EvaluatorSuite.Infrastructure.Database.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class RegistryFacts : Migration
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

            migrationBuilder.AddColumn<string[]>(
                name: "FormerEmails",
                table: "people",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0]);

            migrationBuilder.AddColumn<string[]>(
                name: "FormerNames",
                table: "people",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0]);

            migrationBuilder.AddColumn<Guid>(
                name: "MistakenBy",
                table: "ownerships",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MistakenId",
                table: "ownerships",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "MistakenOn",
                table: "ownerships",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MistakenReason",
                table: "ownerships",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string[]>(
                name: "FormerNames",
                table: "organizations",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0]);

            migrationBuilder.AddColumn<string>(
                name: "MistakenRepresentatives",
                table: "organizations",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "EventKey",
                table: "neutrality_services",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MistakenBy",
                table: "neutrality_services",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "MistakenOn",
                table: "neutrality_services",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MistakenReason",
                table: "neutrality_services",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Origin",
                table: "guides",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Folder");

            migrationBuilder.AddColumn<string[]>(
                name: "FormerEventNames",
                table: "engagements",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0]);

            migrationBuilder.AddColumn<Guid>(
                name: "MistakenBy",
                table: "employments",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "MistakenOn",
                table: "employments",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MistakenReason",
                table: "employments",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
