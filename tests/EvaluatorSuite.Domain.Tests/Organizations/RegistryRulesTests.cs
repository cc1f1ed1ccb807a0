using CsCheck;
using EvaluatorSuite.Domain.Organizations;

namespace EvaluatorSuite.Domain.Tests.Organizations;

public sealed class RegistryRulesTests
{
    private static readonly Guid Child = new(1, 0, 0, new byte[8]);
    private static readonly Mistake Wrong = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), Guid.Empty, "查无此事");

    private static Gen<(int Owner, decimal Percent, bool Mistaken)[]> Shares =>
        Gen.Select(Gen.Int[2, 8], Gen.Int[-10, 1100].Select(p => p / 10m), Gen.Bool).Array[0, 30];

    [Fact]
    public void Whatever_is_entered_the_shares_that_count_never_come_to_more_than_the_whole_nor_sink() => Shares.Sample(steps =>
    {
        var rows = new List<Ownership>();
        foreach (var (owner, percent, mistaken) in steps)
        {
            var parent = new Guid(owner, 0, 0, new byte[8]);
            var before = rows.Where(r => r.Counts).ToDictionary(r => r.ParentId, r => r.Percent);
            if (RegistryRules.Ownership(parent, Child, percent, rows, officer: false).Count == 0)
            {
                Enter(rows, parent, percent);
            }

            Assert.True(rows.Where(r => r.Counts).Sum(r => r.Percent) <= 100);
            Assert.All(rows.Where(r => r.Counts), r => Assert.True(r.Percent is > 0 and <= 100 && r.Percent >= before.GetValueOrDefault(r.ParentId)));
            Assert.Equal(rows.Count(r => r.Counts), rows.Where(r => r.Counts).Select(r => (r.ParentId, r.MistakenId)).Distinct().Count());
            if (mistaken && rows.Find(r => r.Counts && r.ParentId == parent) is { } row)
            {
                row.DeclareMistaken(Wrong);
            }
        }
    }, iter: 2_000);

    [Fact]
    public void An_auditor_never_enters_again_what_the_officer_declared_mistaken() => Shares.Sample(steps =>
    {
        foreach (var (owner, percent, _) in steps.Where(s => s.Percent is > 0 and <= 100))
        {
            var row = new Ownership(new OwnershipFacts(new Guid(owner, 0, 0, new byte[8]), Child, percent));
            row.DeclareMistaken(Wrong);

            Assert.Equal(["registry.declared-mistaken"], RegistryRules.Ownership(row.ParentId, Child, percent, [row], officer: false).Select(r => r.Code));
            Assert.Empty(RegistryRules.Ownership(row.ParentId, Child, percent, [row], officer: true));
        }
    }, iter: 500);

    [Theory]
    [InlineData("0", "ownership.percent")]
    [InlineData("-1", "ownership.percent")]
    [InlineData("100.0001", "ownership.percent")]
    [InlineData("0.0001", "")]
    [InlineData("100", "")]
    public void A_share_is_above_nothing_and_at_most_the_whole(string percent, string code) =>
        Assert.Equal(code, string.Join(' ', RegistryRules.Ownership(Guid.Empty, Child, decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture), [], officer: false).Select(r => r.Code)));

    [Fact]
    public void An_employment_ends_today_or_later_and_never_earlier_than_it_did()
    {
        var today = new DateOnly(2026, 3, 1);
        var lasting = new Employment(new EmploymentFacts(Guid.Empty, Child, new DateOnly(2020, 1, 1), null, null));
        var ended = new Employment(new EmploymentFacts(Guid.Empty, Child, new DateOnly(2020, 1, 1), new DateOnly(2025, 1, 1), null));

        Assert.Empty(RegistryRules.EmploymentEnd(lasting, today, today));
        Assert.Equal("employment.end-weaker", Assert.Single(RegistryRules.EmploymentEnd(lasting, today.AddDays(-1), today)).Code);
        Assert.Empty(RegistryRules.EmploymentEnd(ended, new DateOnly(2025, 1, 2), today));
        Assert.Equal("employment.end-weaker", Assert.Single(RegistryRules.EmploymentEnd(ended, new DateOnly(2025, 1, 1), today)).Code);
        Assert.Equal("employment.dates", Assert.Single(RegistryRules.EmploymentEnd(lasting, new DateOnly(2019, 1, 1), today)).Code);
        lasting.DeclareMistaken(Wrong);
        Assert.Equal("mistake.already", Assert.Single(RegistryRules.EmploymentEnd(lasting, today, today)).Code);
    }

    [Fact]
    public void A_name_that_goes_stays_known_and_a_representative_that_comes_takes_none_away()
    {
        var organization = new Organization(new OrganizationFacts(Child, "甲", "91350100M000100Y43", "赵"));
        organization.Rename("乙");
        organization.Rename("丙");
        organization.Rename("乙");
        Assert.Equal(("乙", "甲 丙"), (organization.Name, string.Join(' ', organization.FormerNames)));

        organization.AddRepresentative("钱");
        organization.DeclareRepresentativeMistaken("赵", Wrong);
        Assert.Equal(["钱"], organization.Facts.Representatives);
        Assert.Equal("查无此事", organization.FindMistaken("赵")!.Reason);
        Assert.Equal("registry.declared-mistaken", Assert.Single(RegistryRules.Representative(organization.Facts, "赵", organization.FindMistaken("赵"), officer: false)).Code);
    }

    [Theory]
    [InlineData("ICE Forum 2026", " ice  forum ２０２６ ", true)]
    [InlineData("第三届 长白山论坛", "第三届长白山论坛", true)]
    [InlineData("第三届长白山论坛", "第四届长白山论坛", false)]
    [InlineData(null, "第三届长白山论坛", false)]
    public void Names_of_events_are_compared_as_people_write_them(string? one, string other, bool same) => Assert.Equal(same, EventNames.Same(one, other));

    [Fact]
    public void Faults_of_a_code_and_its_being_taken_are_told_apart()
    {
        static IEnumerable<string> Codes(string code, bool taken) => RegistryRules.Organization(new OrganizationFacts(Child, "", code, null), taken).Select(r => $"{r.Code} {r.Field}");

        Assert.Equal(["registry.text-missing Name", "uscc.length Uscc"], Codes("9135", false));
        Assert.Equal(["registry.text-missing Name", "uscc.check Uscc"], Codes("91350100M000100Y4Z", false));
        Assert.Equal(["registry.text-missing Name", "organization.code-taken Uscc"], Codes("91350100M000100Y43", true));
    }

    private static void Enter(List<Ownership> rows, Guid parent, decimal percent)
    {
        if (rows.Find(r => r.Counts && r.ParentId == parent) is { } row)
        {
            row.Raise(percent);
        }
        else
        {
            rows.Add(new Ownership(new OwnershipFacts(parent, Child, percent)));
        }
    }
}
