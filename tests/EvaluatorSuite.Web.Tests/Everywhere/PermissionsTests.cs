using System.Reflection;
using System.Text;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Testing;
using EvaluatorSuite.Web.Authorization;

namespace EvaluatorSuite.Web.Tests.Everywhere;

/// <summary>Writes <c>docs/permissions.md</c> from what the program does, and fails when it was not that: a new page needs its row.</summary>
public sealed class PermissionsTests
{
    private static readonly string[] Roles = ["nobody signed in", "leader", "reviewer", "approver", "impartiality officer", "auditor without a part", "administrator"];

    private static readonly EngagementParts[] Parts =
    [
        EngagementParts.Opener, EngagementParts.Leader, EngagementParts.Evaluator, EngagementParts.Expert, EngagementParts.Former, EngagementParts.Reviewer, EngagementParts.Approver, EngagementParts.Officer,
    ];

    [Fact]
    public async Task The_page_about_permissions_is_what_the_program_does()
    {
        var file = Path.Combine(Repository.Root, "docs", "permissions.md");
        var page = Write();
        var before = File.Exists(file) ? await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) : "";
        await File.WriteAllTextAsync(file, page, TestContext.Current.CancellationToken);

        Assert.True(before == page, "docs/permissions.md was not what the program does; it has been written anew. Look at the difference, and commit it.");
    }

    [Fact]
    public void Every_page_of_an_engagement_names_the_act_that_it_needs()
    {
        var pages = typeof(Program).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Pages.Engagements.Engagement.EngagementPageModel)) && !t.IsAbstract).ToList();

        Assert.True(pages.Count > 15);
        Assert.All(pages, page => Assert.NotNull(page.GetCustomAttribute<EngagementPageAttribute>()));
    }

    [Fact]
    public void Every_page_of_the_portal_is_for_organizers_alone()
    {
        var pages = typeof(Program).Assembly.GetTypes().Where(t => t.Namespace == "EvaluatorSuite.Web.Pages.Portal" && t.IsSubclassOf(typeof(Filters.SuitePage)) && !t.IsAbstract).ToList();

        Assert.True(pages.Count > 4);
        Assert.All(pages, page => Assert.NotNull(page.GetCustomAttribute<PortalPageAttribute>()));
    }

    private static string Write()
    {
        var text = new StringBuilder("""
            # Who may do what

            Written by a test from what the program does; do not edit. Whoever may not even know of an engagement is told that it does not exist.

            ## Acts in an engagement, by part

            Rights come from the part that somebody has in this very engagement; a role elsewhere gives none. In a closed engagement every act but reading is refused,
            except that whoever may manage it can open it again. The organizer's people act through the portal alone: they hand in what is asked, answer findings, enter
            activity data, and fetch what was handed to them.


            """.Replace("\r\n", "\n", StringComparison.Ordinal));
        text.Append("| act | ").AppendJoin(" | ", Parts.Select(p => p.ToString().ToLowerInvariant())).Append(" |\n|---|").AppendJoin("|", Parts.Select(_ => "---")).Append("|\n");
        foreach (var act in Enum.GetValues<EngagementAct>())
        {
            text.Append("| ").Append(act).Append(" | ").AppendJoin(" | ", Parts.Select(p => p.May(act) ? "yes" : "")).Append(" |\n");
        }

        text.Append("\n## Pages and their acts\n\n| page | act to open it |\n|---|---|\n");
        foreach (var page in typeof(Program).Assembly.GetTypes().Where(t => t.GetCustomAttribute<EngagementPageAttribute>() is not null).OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            text.Append("| ").Append(page.Name[..^"Model".Length]).Append(" | ").Append(page.GetCustomAttribute<EngagementPageAttribute>()!.Act).Append(" |\n");
        }

        text.Append("\n## Addresses by role\n\nWhat a GET answers, in an engagement in which leader, reviewer and approver have their parts: `yes`, `403` (may know, may not), `404` (is told that there is none), `sign in`, or another status.\n\n");
        text.Append("| address | ").AppendJoin(" | ", Roles).Append(" |\n|---|").AppendJoin("|", Roles.Select(_ => "---")).Append("|\n");
        foreach (var (route, answers) in AccessTests.Table.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            text.Append("| `/").Append(route).Append("` | ").AppendJoin(" | ", answers.Select(a => a switch { 200 => "yes", 0 => "sign in", _ => $"{a}" })).Append(" |\n");
        }

        text.Append("\n## Addresses of the API by role\n\nThe same by token, with every scope: `yes` (let in; what is asked may still be refused), `401`, `403` or `404`. A session counts for nothing here.\n\n");
        text.Append("| address | ").AppendJoin(" | ", Roles).Append(" |\n|---|").AppendJoin("|", Roles.Select(_ => "---")).Append("|\n");
        foreach (var (route, answers) in Api.ApiAccessTests.Table.OrderBy(t => t.Key[(t.Key.IndexOf(' ', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal).ThenBy(t => t.Key, StringComparer.Ordinal))
        {
            text.Append("| `").Append(route.Replace(" ", " /api/v1/", StringComparison.Ordinal)).Append("` | ").AppendJoin(" | ", answers.Select(a => a switch { 200 => "yes", _ => $"{a}" })).Append(" |\n");
        }

        return text.ToString();
    }
}
