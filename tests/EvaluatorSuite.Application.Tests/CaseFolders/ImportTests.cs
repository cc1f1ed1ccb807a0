using System.Security.Cryptography;
using System.Text.Json.Nodes;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Ledger;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Domain.Verdicts;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Tests.CaseFolders;

public sealed class ImportOnSqlite() : ImportTests(TestDatabase.Sqlite);

public sealed class ImportOnPostgreSql() : ImportTests(TestDatabase.PostgreSql);

public abstract class ImportTests(string provider) : OnDatabase(provider)
{
    [Fact]
    public async Task The_sample_case_comes_to_the_figures_that_are_expected_of_it()
    {
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.SampleCase, "expected.json")))!;

        var facts = await Host.FactsAsync(await Host.ImportAsync(new CaseFolderBuilder()));
        var verdict = JsonNode.Parse(VerdictJson.Write(facts.Guide, Evaluation.Evaluate(facts), TextCatalog.In(TextCatalog.Chinese)))!;

        foreach (var figure in new[] { "claimedTonnes", "verifiedTonnes", "offsetTonnes" })
        {
            Assert.Equal((string)expected[figure]!, verdict[figure]!.ToJsonString());
        }

        Assert.Equal(("neutral", true), ((string)verdict["conclusion"]!, (bool)verdict["mayIssue"]!));
        Assert.Equal(
            expected["lines"]!.AsObject().Select(l => $"{l.Key} {l.Value}"),
            verdict["lines"]!.AsArray().Select(l => $"{l!["key"]} {l["verifiedTonnes"]!.ToJsonString()}"));
        Assert.Empty(verdict["issues"]!.AsArray());
    }

    [Fact]
    public async Task A_case_reads_back_from_the_database_as_it_stood_in_the_file()
    {
        var builder = new CaseFolderBuilder().With(c =>
        {
            c["inventory"]![0]!["amount"] = 48.600000000001m;
            c["inventory"]![1]!.AsObject().Remove("factor");
            c["inventory"]![1]!["ownFactor"] = new JsonObject { ["value"] = 0.110000000009m, ["unit"] = "tCO2/GJ", ["source"] = "供热单位实测", ["year"] = 2025 };
        });

        var facts = await Host.FactsAsync(await Host.ImportAsync(builder));

        Assert.Equal((48.600000000001m, 0.110000000009m), (facts.Inventory[0].Amount, facts.Inventory[1].OwnFactor!.Value));
        Assert.Equal(["接受任务、签订合同", "文件审核", "现场访问", "排放量核算与抵消核查", "报告编写与技术复核", "批准与交付"], facts.Terms.PlanSchedule.Select(t => t.Task));
        Assert.Equal("曾作为听众参加第二届论坛", facts.Declarations[2].Threats.Single().Description);
        Assert.Equal(["cert-jl"], facts.Offsets[0].Evidence);
        Assert.Equal(new DateOnly(2026, 1, 8), facts.Event.Start);
    }

    [Fact]
    public async Task Every_evidence_file_is_in_the_store_under_its_digest()
    {
        var builder = new CaseFolderBuilder();

        var facts = await Host.FactsAsync(await Host.ImportAsync(builder));

        await Host.UseAsync<IEvidenceStore>(async store =>
        {
            foreach (var item in facts.Evidence)
            {
                await using var bytes = await store.OpenAsync(item.Sha256!, CancellationToken.None);
                Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(builder.Evidence[item.File])), Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes!)));
            }
        });
    }

    [Fact]
    public async Task An_import_is_entered_in_the_ledger_and_owes_a_check_of_the_evidence()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());

        var entry = await Host.ReadAsync(db => db.Ledger.SingleAsync(e => e.EngagementId == id));
        Assert.True(entry.Follows(null));
        Assert.Equal("engagement.imported", entry.Action);
        Assert.Equal(14, JsonNode.Parse(entry.Payload!)!["evidence"]!.AsArray().Count);
        Assert.Equal("verify-evidence", (await Host.ReadAsync(db => db.JobRequests.SingleAsync())).Job);
    }

    [Fact]
    public async Task A_second_engagement_knows_the_same_organizations_and_people_again()
    {
        await Host.ImportAsync(new CaseFolderBuilder());
        await Host.ImportAsync(CaseFolderBuilder.OtherEvent("第四届论坛"));

        Assert.Equal((5, 5, 1), await Host.ReadAsync(async db => (await db.Organizations.CountAsync(), await db.People.CountAsync(), await db.Ownerships.CountAsync())));
    }

    [Fact]
    public async Task Serial_numbers_of_an_earlier_engagement_do_not_count_again_and_the_earlier_one_keeps_them()
    {
        var first = await Host.ImportAsync(new CaseFolderBuilder());
        var second = await Host.ImportAsync(CaseFolderBuilder.OtherEvent("第四届论坛").With(c => c["offsets"]![0]!["serialFrom"] = "jltph-2025-000420"));

        var issues = (await Host.EvaluateAsync(second)).Issues.Where(i => i.Rule.Key == RuleKeys.OffsetSerialOverlap).ToList();

        Assert.Equal(["ccer", "jl"], issues.Select(i => i.Subject.Key));
        Assert.All(issues, i => Assert.DoesNotContain("第三届长白山冰雪产业论坛", TextCatalog.In(TextCatalog.Chinese).Explain(i), StringComparison.Ordinal));
        Assert.Equal(0, (await Host.EvaluateAsync(second)).OffsetTonnes);
        Assert.Empty((await Host.EvaluateAsync(first)).Issues);
    }

    [Fact]
    public async Task An_import_cannot_take_a_conflict_away_that_the_registry_knows()
    {
        static void Conflict(JsonObject c) => c["ownership"]!.AsArray().Add(new JsonObject { ["parent"] = "hengxin-holding", ["child"] = "lvxing", ["percent"] = 60 });
        var first = await Host.ImportAsync(new CaseFolderBuilder().With(Conflict));
        Assert.Contains((await Host.EvaluateAsync(first)).Issues, i => i.Rule.Key == RuleKeys.Group);

        var second = await Host.ImportAsync(new CaseFolderBuilder().With(c =>
        {
            Conflict(c);
            c["ownership"]![1]!["percent"] = 10;
            c["services"] = new JsonArray();
            c["offsets"] = new JsonArray();
        }));

        var issue = Assert.Single((await Host.EvaluateAsync(second)).Issues, i => i.Rule.Key == RuleKeys.Group);
        Assert.Equal(["hengxin", "hengxin-holding", "lvxing"], issue.Path.Select(n => n.Key));
        Assert.Contains("10, 60", (await Host.ReadAsync(db => db.Ledger.SingleAsync(e => e.EngagementId == second))).Payload!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_without_a_mail_address_is_still_the_one_who_works_at_the_same_place()
    {
        static void NoMail(JsonObject c) => c["people"]![0]!.AsObject().Remove("email");
        await Host.ImportAsync(new CaseFolderBuilder().With(NoMail));
        await Host.ImportAsync(CaseFolderBuilder.OtherEvent("第四届论坛").With(NoMail));

        Assert.Equal(1, await Host.ReadAsync(db => db.People.CountAsync(p => p.Name == "陈思远")));
    }

    [Fact]
    public async Task A_later_fact_changes_the_verdict_of_an_engagement_that_is_already_there()
    {
        var first = await Host.ImportAsync(new CaseFolderBuilder());
        Assert.Empty((await Host.EvaluateAsync(first)).Issues);

        await Host.ImportAsync(CaseFolderBuilder.OtherEvent("别的活动").With(c =>
        {
            c["offsets"] = new JsonArray();
            c["services"]!.AsArray().Add(new JsonObject
            {
                ["provider"] = "hengxin-holding",
                ["organizer"] = "ice-assoc",
                ["event"] = "第三届长白山冰雪产业论坛",
                ["kind"] = "training",
                ["from"] = "2025-11-01",
                ["to"] = "2025-11-02",
            });
        }));

        Assert.Contains((await Host.EvaluateAsync(first)).Issues, i => i.Rule.Key == RuleKeys.Group && i.Blocks);
    }

    [Fact]
    public async Task A_listed_file_that_is_not_there_is_an_issue_and_not_a_fault_of_the_folder()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder().WithoutFile("供热结算单.pdf"));

        var issue = Assert.Single((await Host.EvaluateAsync(id)).Issues);
        Assert.Equal((RuleKeys.EvidenceFileMissing, "heat"), (issue.Rule.Key, issue.Subject.Key));
    }

    [Fact]
    public async Task A_faulty_case_leaves_no_row_anywhere()
    {
        var failure = await Assert.ThrowsAsync<UnreadableException>(() => Host.ImportAsync(new CaseFolderBuilder().With(c => c["inventory"]![3]!["unit"] = "kw")));

        Assert.Equal(["$.inventory[3].unit"], failure.Faults.Select(f => f.Path));
        Assert.Equal((0, 0, 0), await Host.ReadAsync(async db => (await db.Engagements.CountAsync(), await db.Organizations.CountAsync(), await db.Ledger.CountAsync())));
    }

    [Fact]
    public async Task An_engagement_keeps_its_guide_pack_when_another_version_comes()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        var before = (await Host.FactsAsync(id)).GuideDigest;
        await Host.DoAsync(db => db.Guides.ExecuteUpdateAsync(g => g.SetProperty(v => v.Current, false)));

        Assert.Equal(before, (await Host.FactsAsync(id)).GuideDigest);
        Assert.Equal("jilin-2026-draft", (await Host.FactsAsync(id)).Guide.Key);
        await Host.UseAsync<EvaluatorSuite.Application.Guides.GuideStore>(g => g.RefreshAsync(CancellationToken.None));
    }

    [Fact]
    public async Task The_chain_holds_over_many_imports()
    {
        for (var i = 0; i < 3; i++)
        {
            await Host.ImportAsync(CaseFolderBuilder.OtherEvent($"活动 {i}"));
        }

        LedgerEntry? previous = null;
        Assert.All(await Host.ReadAsync(db => db.Ledger.OrderBy(e => e.Sequence).ToListAsync()), entry =>
        {
            Assert.True(entry.Follows(previous));
            previous = entry;
        });
    }

    [Fact]
    public async Task A_service_for_the_event_is_found_whoever_is_named_as_its_organizer()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder().With(c => c["services"]!.AsArray().Add(new JsonObject
        {
            ["provider"] = "hengxin", ["organizer"] = "jlu-venue", ["event"] = " 第三届长白山冰雪产业论坛 ", ["kind"] = "plan", ["from"] = "2025-11-01", ["to"] = "2025-11-02",
        })));

        Assert.Contains((await Host.EvaluateAsync(id)).Issues, i => i.Rule.Key == RuleKeys.SameBody);
    }

    [Fact]
    public async Task A_representative_that_an_earlier_case_named_wrongly_hides_no_bond()
    {
        await Host.ImportAsync(CaseFolderBuilder.OtherEvent("早先的活动").With(c =>
        {
            c["organizations"]![3]!["legalRepresentative"] = "别的人";
            c["offsets"] = new JsonArray();
        }));

        var id = await Host.ImportAsync(new CaseFolderBuilder().With(c => c["organizations"]![3]!["legalRepresentative"] = "赵立衡"));

        Assert.Contains((await Host.EvaluateAsync(id)).Issues, i => i.Rule.Key == RuleKeys.Group && i.Path.Any(n => n.Key == "lvxing"));
    }

    [Fact]
    public async Task Somebody_who_may_be_a_known_person_is_not_taken_for_a_new_one()
    {
        await Host.ImportAsync(new CaseFolderBuilder());

        var failure = await Assert.ThrowsAsync<UnreadableException>(() => Host.ImportAsync(CaseFolderBuilder.OtherEvent("第四届论坛").With(c =>
        {
            c["people"]![1]!.AsObject().Remove("email");
            c["employments"]!.AsArray().RemoveAt(1);
        })));

        Assert.Equal(("$.people[1]", "case.person-unsettled"), (Assert.Single(failure.Faults).Path, failure.Faults[0].What.Code));
        Assert.Equal(1, await Host.ReadAsync(db => db.Engagements.CountAsync()));
    }

    [Fact]
    public async Task Two_people_of_one_name_stay_two()
    {
        static void Namesakes(JsonObject c)
        {
            foreach (var i in new[] { 1, 2 })
            {
                c["people"]![i]!["name"] = "王伟";
                c["people"]![i]!.AsObject().Remove("email");
            }

            c["declarations"]!.AsArray().RemoveAt(2);
            c["offsets"] = new JsonArray();
        }

        await Host.ImportAsync(new CaseFolderBuilder().With(Namesakes));
        var second = await Host.ImportAsync(CaseFolderBuilder.OtherEvent("第四届论坛").With(Namesakes));

        Assert.Equal("liu", Assert.Single((await Host.EvaluateAsync(second)).Issues, i => i.Rule.Key == RuleKeys.DeclarationMissing).Subject.Key);
    }

    [Fact]
    public async Task A_line_that_comes_to_more_than_any_figure_holds_is_refused_at_its_place()
    {
        var failure = await Assert.ThrowsAsync<UnreadableException>(() => Host.ImportAsync(new CaseFolderBuilder().With(c =>
        {
            c["inventory"]![0]!["amount"] = 999_999_999_999_999;
            c["inventory"]![0]!["unit"] = "GWh";
        })));

        Assert.Equal(["$.inventory[0].amount"], failure.Faults.Select(f => f.Path));
    }

    [Fact]
    public async Task A_claim_of_next_to_nothing_has_no_percentage_and_breaks_nothing()
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder().With(c =>
        {
            foreach (var line in c["inventory"]!.AsArray())
            {
                line!["claimedTonnes"] = 0;
            }

            c["inventory"]![0]!["claimedTonnes"] = 0.000000000001m;
            c["inventory"]![0]!["amount"] = 999_999_999_999;
        }));

        Assert.Null((await Host.EvaluateAsync(id)).DifferencePercent);
    }
}
