using System.Reflection;
using EvaluatorSuite.Application;
using EvaluatorSuite.Domain;

namespace EvaluatorSuite.Architecture.Tests;

/// <summary>Which slice may use which. A slice that is not here, or an arrow that is not, fails.</summary>
public sealed class SliceTests
{
    private static readonly string[] Ground = ["Ledger", "Jobs", "Guides", "Reading", "Texts", "Requests", "Identity"];
    private static readonly string[] Work = ["Independence", "Evidence", "Checklists", "Findings", "Accounting", "Offsets"];

    private static readonly Dictionary<string, string[]> DomainArrows = new()
    {
        ["Reading"] = [],
        ["Ledger"] = [],
        ["Guides"] = ["Reading"],
        ["Organizations"] = ["Guides"],
        ["Engagements"] = ["Guides", "Organizations"],
        ["Independence"] = ["Guides", "Organizations", "Engagements"],
        ["Evidence"] = ["Guides", "Organizations", "Engagements"],
        ["Checklists"] = ["Guides", "Organizations", "Engagements"],
        ["Findings"] = ["Guides", "Organizations", "Engagements"],
        ["Accounting"] = ["Reading", "Guides", "Organizations", "Engagements"],
        ["Offsets"] = ["Guides", "Organizations", "Engagements"],
        ["Comments"] = [],
        ["Verdicts"] = ["Guides", "Organizations", "Engagements", "Comments", .. Work],
        ["Duties"] = ["Guides", "Organizations", "Engagements", "Verdicts", "Comments", .. Work],
        ["Workflows"] = ["Reading"],
        ["SignOff"] = ["Ledger", "Guides", "Organizations", "Engagements", "Verdicts", .. Work],
        ["Archives"] = ["Ledger", "SignOff"],
        ["Process"] = ["Guides", "Organizations", "Engagements", "Verdicts", "Duties", "Workflows", "Comments", .. Work],
        ["CaseFolders"] = ["Reading", "Guides", "Organizations", "Engagements", .. Work],
    };

    private static readonly Dictionary<string, string[]> ApplicationArrows = new()
    {
        ["Texts"] = [],
        ["Ledger"] = [],
        ["Requests"] = [],
        ["Identity"] = ["Ledger"],
        ["Guides"] = ["Ledger", "Identity", "Texts"],

        // The catalogue of jobs names every job, wherever it lives.
        ["Jobs"] = ["Evidence", "Verdicts", "Search", "TimeStamps"],

        // A change of the registry asks for the verdicts to be reached anew.
        ["Organizations"] = [.. Ground, "Engagements", "Verdicts", "Search"],
        ["Engagements"] = [.. Ground, "Organizations", "Verdicts", "Duties", "Reports", "SignOff", "Workflows"],
        ["Duties"] = [.. Ground, "Engagements", "Verdicts", "Lists", "Search", "Workflows", "SignOff"],
        ["Workflows"] = [.. Ground, "Engagements", "Verdicts", "Duties", "SignOff"],
        ["SignOff"] = [.. Ground, "Engagements", "Verdicts", "Evidence", "Reports", "Workflows", "TimeStamps"],
        ["TimeStamps"] = [.. Ground, "SignOff"],
        ["Archives"] = [.. Ground, "Engagements", "Evidence", "Lists", "SignOff", "TimeStamps"],
        ["Verification"] = ["SignOff"],
        ["Search"] = [.. Ground, "Engagements", "Lists", "Verdicts", "Duties", "Organizations"],
        ["Lists"] = [.. Ground, "Engagements", "Duties", "Search", "Workflows"],
        ["Spreadsheets"] = [],
        ["Comments"] = [.. Ground, "Engagements"],
        ["Independence"] = [.. Ground, "Organizations", "Engagements", "Verdicts"],
        ["Evidence"] = [.. Ground, "Organizations", "Engagements"],
        ["Checklists"] = [.. Ground, "Organizations", "Engagements", "Verdicts"],
        ["Findings"] = [.. Ground, "Organizations", "Engagements"],
        ["Tables"] = [],
        ["Accounting"] = [.. Ground, "Organizations", "Engagements", "Tables"],
        ["Offsets"] = [.. Ground, "Organizations", "Engagements", "Verdicts"],
        ["Verdicts"] = [.. Ground, "Organizations", "Engagements", "Duties", .. Work],
        ["Reports"] = [.. Ground, "Organizations", "Engagements", "Verdicts", .. Work],
        ["CaseFolders"] = [.. Ground, "Organizations", "Engagements", "Verdicts", "Duties", "Search", .. Work],
    };

    [Fact]
    public void A_slice_of_the_domain_uses_only_what_its_row_names() => Check(typeof(Refusal).Assembly, "EvaluatorSuite.Domain", DomainArrows);

    [Fact]
    public void A_slice_of_the_use_cases_uses_only_what_its_row_names() => Check(typeof(SuiteDb).Assembly, "EvaluatorSuite.Application", ApplicationArrows);

    [Fact]
    public void The_rules_above_can_fail()
    {
        var without = ApplicationArrows.ToDictionary(a => a.Key, a => a.Key == "CaseFolders" ? [] : a.Value);

        Assert.NotEmpty(Wrong(typeof(SuiteDb).Assembly, "EvaluatorSuite.Application", without));
    }

    private static void Check(Assembly assembly, string root, Dictionary<string, string[]> arrows) => Assert.Empty(Wrong(assembly, root, arrows));

    private static List<string> Wrong(Assembly assembly, string root, Dictionary<string, string[]> arrows)
    {
        var slices = assembly.GetTypes().Select(t => t.Namespace ?? "").Where(n => n.StartsWith($"{root}.", StringComparison.Ordinal))
            .Select(n => n[(root.Length + 1)..].Split('.')[0]).Distinct().ToList();
        var wrong = slices.Except(arrows.Keys).Select(s => $"{root}.{s} has no row").ToList();
        foreach (var slice in slices.Intersect(arrows.Keys))
        {
            var forbidden = slices.Except(arrows[slice]).Except([slice]).Select(s => $"{root}.{s}").ToArray();
            if (forbidden.Length > 0)
            {
                wrong.AddRange(DependencyTests.Offenders(assembly, $"{root}.{slice}", forbidden).Select(t => $"{t} uses a slice that {slice} may not"));
            }
        }

        return wrong;
    }
}
