using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Domain.Workflows;

namespace EvaluatorSuite.Domain.Tests.Workflows;

public sealed class ProcessCheckerTests
{
    // The step that fulfils each obligation in the shipped process, and the outcome with which it does.
    private static readonly Dictionary<string, (string Definition, string Step, string Outcome)> Fulfilling = new()
    {
        ["gate.contract"] = ("preparation", "Independence", "Cleared"),
        ["contract-accepted"] = ("preparation", "ContractReview", "Accepted"),
        ["team-ready"] = ("preparation", "Team", "Done"),
        ["declarations-signed"] = ("preparation", "Declarations", "Done"),
        ["plan-complete"] = ("preparation", "Plan", "Done"),
        ["documents"] = ("implementation", "Documents", "Done"),
        ["site-visit"] = ("implementation", "SiteVisit", "Done"),
        ["figures-checked"] = ("implementation", "Recalculate", "Done"),
        ["offsets-checked"] = ("implementation", "Offsets", "Done"),
        ["findings"] = ("implementation", "Findings", "Closed"),
        ["gate.implementation"] = ("implementation", "Independence", "Cleared"),
        ["draft"] = ("implementation", "Draft", "Drafted"),
        ["review"] = ("implementation", "Review", "Signed"),
        ["approval"] = ("reporting", "Approve", "Signed"),
    };

    // What has to stand before any work begins: it is missed at the first step of the work and not only where the report is issued,
    // where the decision after the preparation would let nobody come.
    private static readonly Dictionary<string, (string Definition, string Path)> AtTheBeginning = new()
    {
        ["gate.contract"] = ("preparation", "$.root.activities[2]"),
        ["contract-accepted"] = ("preparation", "$.root.activities[4]"),
    };

    public static TheoryData<string> Mandatory => [.. Obligations.All.Select(o => o.Name)];

    [Fact]
    public void Each_obligation_is_fulfilled_by_a_step_of_the_shipped_process() => Assert.Equal(Obligations.All.Select(o => o.Name), Fulfilling.Keys);

    [Theory]
    [MemberData(nameof(Mandatory))]
    public void A_mandatory_step_that_is_taken_out_is_missed(string obligation)
    {
        var (key, step, outcome) = Fulfilling[obligation];

        Assert.Contains(obligation, PassedBy(Shipped(key, d => Without(d, step, outcome))));
    }

    [Theory]
    [MemberData(nameof(Mandatory))]
    public void A_mandatory_step_that_can_be_passed_by_is_missed_and_the_way_told(string obligation)
    {
        var (key, step, outcome) = Fulfilling[obligation];

        var faults = ProcessChecker.Check(Shipped(key, d => WayAround(d, step, outcome)));

        Assert.Contains(obligation, Names(faults));
        var told = faults.First(f => f.Fault.What.Code == "workflow.passed-by");
        Assert.Equal(AtTheBeginning.GetValueOrDefault(obligation, ("reporting", "$.root.activities[5]")), (told.Definition, told.Fault.Path));
        Assert.Contains("先问一下", ((LocalizedText)told.Fault.What.Values["way"]).Zh, StringComparison.Ordinal);
        Assert.Contains("Ask first → Skip", ((LocalizedText)told.Fault.What.Values["way"]).En, StringComparison.Ordinal);
    }

    [Fact]
    public void Work_that_begins_past_the_contract_review_is_missed_whether_or_not_a_decision_keeps_the_report_from_being_issued() => Assert.All(AtTheBeginning.Keys, obligation =>
    {
        var (key, step, outcome) = Fulfilling[obligation];
        Assert.Equal(["workflow.no-issue", "workflow.passed-by"], ProcessChecker.Check(Shipped(key, d => Without(d, step, outcome))).Select(f => f.Fault.What.Code).Order());
        Assert.All(ProcessChecker.Check(Shipped(key, d => Without(d, step, outcome))).Where(f => f.Fault.What.Code == "workflow.passed-by"), f => Assert.NotEmpty(((LocalizedText)f.Fault.What.Values["way"]).Zh));
        Assert.Equal([obligation], PassedBy(Shipped(key, d => WayAround(d, step, outcome))));
        Assert.Contains(obligation, PassedBy(Shipped(key, d => WayAround(d, step, outcome), decides: false)));
    });

    [Fact]
    public void Work_that_goes_on_after_the_contract_was_declined_is_missed() =>
        Assert.Equal(["contract-accepted"], PassedBy(Shipped("preparation", d => Redirect(d, "Decline", "Informed", "Team"))));

    [Theory]
    [InlineData("Team")]
    [InlineData("Declarations")]
    [InlineData("Plan")]
    [InlineData("RequestList")]
    public void Wherever_the_way_round_the_contract_review_comes_back_it_is_missed(string back) =>
        Assert.Contains("contract-accepted", PassedBy(Shipped("preparation", d =>
        {
            var around = WayAround(d, "ContractReview", "Accepted");
            return Redirect(around, "Ask", "Skip", back);
        })));

    [Fact]
    public void Signatures_before_a_new_draft_do_not_count_for_it() =>
        Assert.Equal(["review", "approval"], PassedBy(Shipped("reporting", d => Redirect(d, "Redraft", "Drafted", "Issue"))));

    [Theory]
    [InlineData("implementation", "Review", "leader", "reviewer")]
    [InlineData("implementation", "Review", "approver", "reviewer")]
    [InlineData("reporting", "Approve", "reviewer", "approver")]
    [InlineData("reporting", "Issue", "leader", "approver")]
    public void A_signature_that_is_asked_of_somebody_who_can_never_give_it_is_told(string definition, string step, string role, string signer)
    {
        var process = Shipped(definition, d => d with { Steps = [.. d.Steps.Select(s => s.Id == step ? s with { Role = role } : s)] });

        var told = Assert.Single(ProcessChecker.Check(process));

        Assert.Equal((definition, "workflow.signer", signer), (told.Definition, told.Fault.What.Code, (string)told.Fault.What.Values["allowed"]));
        Assert.EndsWith(".role.expression.value", told.Fault.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_that_never_issues_is_told() =>
        Assert.Equal(["workflow.no-issue"], ProcessChecker.Check(Shipped("reporting", d => Redirect(d, "Approve", "Signed", "End"))).Select(f => f.Fault.What.Code));

    [Fact]
    public void A_step_that_two_paths_come_to_is_doubled() => Assert.Contains(
        "$.root.activities[3] workflow.doubled",
        Alone(new DefinitionBuilder("test").Start().Task("A").Task("B").Task("C").End().Connect("Start → A → C → End", "Start → B → C")));

    [Fact]
    public void A_path_that_comes_twice_to_a_join_is_doubled() => Assert.Contains(
        "$.root.activities[5] workflow.doubled",
        Alone(new DefinitionBuilder("test").Start().Task("A").Task("B").Task("C").Pass("P").Join("J", JoinMode.WaitAll).End().Connect("Start → A → P → J → End", "Start → B → P", "Start → C → J")));

    [Theory]
    [InlineData("Elsa.End", "$.root.activities[4] workflow.end-cuts")]
    [InlineData("Elsa.Complete", "$.root.activities[4] workflow.end-cuts")]
    [InlineData("Elsa.Finish", null)]
    public void An_end_that_cuts_off_what_is_under_way_is_told_unless_it_is_meant(string type, string? fault) => Assert.Equal(
        fault is null ? [] : [fault],
        Alone(new DefinitionBuilder("test").Start().Task("A").Task("B").Step("Stop", "Elsa.Finish").Step("End", type).Connect("Start → A → End", "Start → B → Stop")));

    [Fact]
    public void An_end_that_cuts_off_what_begins_at_the_same_moment_is_told_too() => Assert.Equal(
        ["$.root.activities[2] workflow.end-cuts"],
        Alone(new DefinitionBuilder("test").Start().Task("A").End().Connect("Start → End", "Start → A → End")));

    [Fact]
    public void A_join_that_can_wait_for_ever_is_told() => Assert.Equal(
        ["$.root.activities[4] workflow.join-never"],
        Alone(new DefinitionBuilder("test").Start().Task("Ask", "Left", "Right").Task("A").Task("B").Join("J", JoinMode.WaitAll).End()
            .Connect("Start → Ask:Left → A → J → End", "Ask:Right → B → J")));

    [Theory]
    [InlineData(JoinMode.WaitAll)]
    [InlineData(JoinMode.WaitAllActive)]
    [InlineData(JoinMode.WaitAny)]
    public void A_join_that_a_circle_comes_back_to_does_not_wait_for_the_circle(JoinMode mode) => Assert.Equal(
        [],
        Alone(new DefinitionBuilder("test").Start().Task("A").Task("B").Join("J", mode).Task("Check", "Done", "Again").End().Connect("Start → A → J → Check → End", "Start → B → J", "Check:Again → J")));

    [Fact]
    public void What_lies_behind_a_decision_is_looked_at_in_a_definition_by_itself() => Assert.Contains(
        "$.root.activities[4] workflow.doubled",
        Alone(new DefinitionBuilder("test").Start().Step("Asked", "Elsa.FlowDecision").Guard("Asked", "contract-accepted").Task("A").Task("B").Task("C").End()
            .Connect("Start → Asked:True → A → C → End", "Asked:True → B → C", "Asked:False → End")));

    [Fact]
    public void More_side_by_side_than_anybody_could_oversee_is_told()
    {
        var wide = new DefinitionBuilder("test").Start().Join("J", JoinMode.WaitAll).End().Connect("J → End");
        for (var i = 0; i < 30; i++)
        {
            wide.Task($"T{i}").Connect($"Start → T{i} → J");
        }

        Assert.Equal(["$.root.activities[0] workflow.too-many-states"], Alone(wide));
    }

    [Fact]
    public void Definitions_that_are_missing_or_run_each_other_are_told_with_their_place()
    {
        var inner = new DefinitionBuilder("inner").Start().Child("Back", "evaluation").End().Connect("Start → Back → End");
        var outer = new DefinitionBuilder("evaluation").Start().Child("In", "inner").Child("Out", "nowhere").End().Connect("Start → In → Out → End");

        Assert.Equal(
            ["$.root.activities[1].workflowDefinitionId.expression.value workflow.child-circle", "$.root.activities[2].workflowDefinitionId.expression.value workflow.child"],
            FaultsOf(outer.Read(), inner.Read()));
        Assert.Equal(["$.definitionId workflow.no-root"], FaultsOf(inner.Read()));
    }

    [Fact]
    public void Definitions_that_run_each_other_so_often_that_nothing_could_hold_them_are_told()
    {
        var chain = Enumerable.Range(0, 40).Select(i =>
        {
            var flow = new DefinitionBuilder(i == 0 ? "evaluation" : $"d{i}").Start();
            return (i < 39 ? flow.Child("A", $"d{i + 1}").Child("B", $"d{i + 1}") : flow.Task("A").Task("B")).End().Connect("Start → A → B → End").Read();
        });

        Assert.Equal(["$.root.activities workflow.too-many-places"], FaultsOf([.. chain]));
    }

    [Fact]
    public void A_step_whose_place_is_longer_than_can_be_kept_is_told()
    {
        var name = new string('n', 60);
        var chain = Enumerable.Range(0, 4).Select(i =>
        {
            var flow = new DefinitionBuilder(i == 0 ? "evaluation" : $"d{i}").Start();
            return (i < 3 ? flow.Child(name, $"d{i + 1}").Connect($"Start → {name} → End") : flow.Task("Last").Task(name).Connect($"Start → Last → {name} → End")).End().Read();
        }).ToArray();

        Assert.Equal(["$.root.activities[2].id workflow.path"], FaultsOf(chain));
    }

    private static IEnumerable<string> FaultsOf(params WorkflowDefinition[] definitions) =>
        Assert.Throws<UnreadableException>(() => WorkflowProcess.Of(definitions)).Faults.Select(f => $"{f.Path} {f.What.Code}");

    private static IEnumerable<string> Alone(DefinitionBuilder flow) => ProcessChecker.CheckAlone(WorkflowProcess.Alone(flow.Read())).Select(f => $"{f.Fault.Path} {f.Fault.What.Code}");

    private static IEnumerable<string> PassedBy(WorkflowProcess process) => Names(ProcessChecker.Check(process));

    private static IEnumerable<string> Names(IEnumerable<ProcessFault> faults) =>
        faults.Where(f => f.Fault.What.Code == "workflow.passed-by").Select(f => ((Term)f.Fault.What.Values["obligation"]).Code["obligation.".Length..]);

    private static WorkflowProcess Shipped(string key, Func<WorkflowDefinition, WorkflowDefinition> change, bool decides = true) =>
        WorkflowProcess.Of(ShippedWorkflowTests.Process.Definitions.Select(d => d.Key == key ? change(d) : d).Select(d => d.Key == "evaluation" && !decides ? Without(d, "Accepted", "True") : d));

    // Whoever led to the step leads to where it would have gone.
    private static WorkflowDefinition Without(WorkflowDefinition definition, string step, string outcome)
    {
        var next = definition.Connections.First(c => c.From == step && c.Port == outcome).To;
        return definition with
        {
            Steps = [.. definition.Steps.Where(s => s.Id != step)],
            Connections = [.. definition.Connections.Where(c => c.From != step).Select(c => c.To == step ? c with { To = next } : c).Where(c => c.From != c.To)],
        };
    }

    private static WorkflowDefinition WayAround(WorkflowDefinition definition, string step, string outcome)
    {
        var next = definition.Connections.First(c => c.From == step && c.Port == outcome).To;
        var ask = new WorkflowStep { Id = "Ask", Type = StepType.Task, Key = "ask", Name = new LocalizedText("先问一下", "Ask first"), Outcomes = ["Do", "Skip"], JsonPath = "$.ask" };
        return definition with
        {
            Steps = [.. definition.Steps, ask],
            Connections = [.. definition.Connections.Select(c => c.To == step ? c with { To = "Ask" } : c), new("Ask", "Do", step, [], "$"), new("Ask", "Skip", next, [], "$")],
        };
    }

    private static WorkflowDefinition Redirect(WorkflowDefinition definition, string from, string port, string to) =>
        definition with { Connections = [.. definition.Connections.Select(c => c.From == from && c.Port == port ? c with { To = to } : c)] };
}
