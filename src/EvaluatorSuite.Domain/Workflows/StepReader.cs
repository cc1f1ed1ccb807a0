using System.Text.Json;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Domain.Workflows;

/// <summary>Reads the activities of a flowchart: each type with the inputs that it has.</summary>
internal static class StepReader
{
    private static readonly string[] Modes = Enum.GetNames<JoinMode>();

    public static IReadOnlyList<WorkflowStep> Read(ElsaJson flowchart, Faults faults)
    {
        var activities = flowchart.Objects("activities").ToList();
        if (activities.Count == 0 && flowchart.Find("activities") is null or { ValueKind: JsonValueKind.Array })
        {
            faults.Add("$.root.activities", "json.missing");
        }
        else if (activities.Count > DefinitionReader.MaxSteps)
        {
            faults.Add("$.root.activities", "workflow.too-many", ("count", activities.Count), ("max", DefinitionReader.MaxSteps));
            return [];
        }

        var (steps, ids, keys) = (new List<WorkflowStep>(activities.Count), new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var activity in activities)
        {
            if (ReadStep(activity, faults) is not { } step)
            {
                continue;
            }

            steps.Add(step);
            if (step.Id.Length > 0 && !ids.Add(step.Id))
            {
                faults.Add(activity.At("id"), "workflow.duplicate-id", ("id", step.Id));
            }

            if (step.Type.Waits() && step.Key.Length > 0 && !keys.Add(step.Key))
            {
                faults.Add(activity.At("stepKey"), "workflow.duplicate-key", ("key", step.Key));
            }
        }

        return steps;
    }

    private static WorkflowStep? ReadStep(ElsaJson activity, Faults faults)
    {
        var (id, typeName) = (activity.Text("id", 60), activity.Text("type"));
        if (id.Contains('/', StringComparison.Ordinal))
        {
            faults.Add(activity.At("id"), "workflow.id", ("value", id), ("sign", "/"));
        }

        if (!StepTypes.Names.TryGetValue(typeName, out var type))
        {
            if (typeName.Length > 0)
            {
                var missing = typeName == StepTypes.NotFound ? activity.OptionalText("missingTypeName") ?? typeName : typeName;
                faults.Add(activity.At("type"), "workflow.type", ("value", JsonText.Shorten(missing)), ("allowed", ElsaJson.Known(StepTypes.Names.Keys)));
            }

            return null;
        }

        var custom = activity.Inner("customProperties");
        var metadata = activity.Inner("metadata");
        var name = metadata?.OptionalText("displayText") ?? activity.OptionalText("name") ?? id;
        var step = Input(activity, custom, faults, new WorkflowStep
        {
            Id = id,
            Type = type,
            Key = type.Waits() ? activity.Input("stepKey", max: StepTypes.MaxKey) : id,
            Name = new LocalizedText(name, custom?.OptionalText("displayTextEn") ?? name),
            Outcomes = StepTypes.Outcomes(type),
            DueWorkingDays = custom?.OptionalWhole("dueWorkingDays", 0, 1000),
            JsonPath = activity.Path,
        });
        return Place(metadata, step) with { Guards = ReadGuards(custom, step, faults) };
    }

    private static WorkflowStep Input(ElsaJson activity, ElsaJson? custom, Faults faults, WorkflowStep step) => step.Type switch
    {
        StepType.Fork => step with { Outcomes = activity.Find("branches") is null ? step.Outcomes : activity.InputList("branches") },
        StepType.Join => step with { Mode = Enum.TryParse<JoinMode>(Choice(activity, "mode", Modes, required: false), out var mode) ? mode : JoinMode.WaitAny },
        StepType.Switch => step with { Outcomes = Cases(activity, faults) },
        StepType.Child => Child(activity, step, faults),
        StepType.SetVariable => step with { Sets = (activity.Inner("variable")?.Text("id", 60) ?? Missing(activity, "variable", faults), activity.Value("value") ?? "") },
        StepType.IndependenceCheck => step with { Gate = Choice(activity, "gate", StepTypes.Gates), Role = Role(activity, required: false) },
        StepType.Checklist => step with { Phase = Choice(activity, "phase", StepTypes.Phases), Role = Role(activity) },
        StepType.SignOff => step with { Level = Choice(activity, "level", StepTypes.Levels), Role = Role(activity) },
        StepType.Task => step with { Role = Role(activity), Outcomes = activity.InputList("outcomes") },
        StepType.Timer => Timer(activity, step, faults),
        StepType.EvidenceRequest or StepType.FindingsLoop or StepType.Draft or StepType.Issue => step with { Role = Role(activity) },
        _ => step,
    };

    private static List<string> Cases(ElsaJson activity, Faults faults)
    {
        var labels = new List<string>();
        foreach (var given in activity.Objects("cases"))
        {
            var label = given.Text("label", 60);
            if (label == "Default" || labels.Contains(label))
            {
                faults.Add(given.At("label"), "json.duplicate-key", ("key", label), ("list", "cases"));
            }

            labels.Add(label);
        }

        return [.. labels, "Default"];
    }

    private static WorkflowStep Child(ElsaJson activity, WorkflowStep step, Faults faults)
    {
        var child = activity.Input("workflowDefinitionId");
        if (activity.Input("waitForCompletion") is var wait && wait != "true" && wait.Length > 0)
        {
            faults.Add(activity.At("waitForCompletion"), "workflow.child-waits");
        }

        return step with { Child = child };
    }

    private static WorkflowStep Timer(ElsaJson activity, WorkflowStep step, Faults faults)
    {
        var after = activity.Input("after");
        var span = TimeSpanOfDates.Parse(after);
        if (span is null && after.Length > 0)
        {
            faults.Add($"{activity.At("after")}.expression.value", "workflow.timer", ("value", after));
        }

        return step with { Time = (Choice(activity, "fact", StepTypes.TimedFacts), span ?? default), Role = Role(activity, required: false) };
    }

    private static string Role(ElsaJson activity, bool required = true) => Choice(activity, "role", StepTypes.Roles, required);

    private static string Choice(ElsaJson activity, string name, IReadOnlyList<string> words, bool required = true)
    {
        var text = activity.Input(name, required);
        return text.Length == 0 ? text : activity.Inner(name)?.Inner("expression")?.Choice("value", words, text) ?? text;
    }

    private static string Missing(ElsaJson activity, string name, Faults faults)
    {
        if (activity.Find(name) is null)
        {
            faults.Add(activity.At(name), "workflow.input-missing", ("name", name));
        }

        return "";
    }

    // A task writes "guards": ["plan-complete", "Accepted:contract-accepted"], a decision one guard, a switch one for each of its cases.
    private static List<StepGuard> ReadGuards(ElsaJson? given, WorkflowStep step, Faults faults)
    {
        var guards = new List<StepGuard>();
        var path = $"{step.JsonPath}.customProperties.guards";
        if (given?.Find("guards") is { } list)
        {
            if (list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(g => g.ValueKind != JsonValueKind.String))
            {
                faults.Add(path, "workflow.list", ("name", "guards"));
                return guards;
            }

            var index = 0;
            foreach (var guard in list.EnumerateArray())
            {
                var at = $"{path}[{index++}]";
                if (JsonText.Read(guard, at, 200, faults) is { } text)
                {
                    guards.Add(Guard(text, step, at, faults));
                }
            }
        }

        var needed = step.Type switch { StepType.Decision => ["True"], StepType.Switch => step.Outcomes.Where(o => o != "Default"), _ => Enumerable.Empty<string>() };
        foreach (var outcome in needed.Where(o => !guards.Any(g => (g.Outcome ?? "True") == o)))
        {
            faults.Add(path, "workflow.guard-missing", ("outcome", outcome));
        }

        return guards;
    }

    private static StepGuard Guard(string text, WorkflowStep step, string path, Faults faults)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var guard = new StepGuard(colon < 0 ? null : text[..colon], text[(colon + 1)..]);
        if (!Guards.All.Contains(guard.Name))
        {
            faults.Add(path, "workflow.guard", ("value", JsonText.Shorten(guard.Name)), ("allowed", ElsaJson.Known(Guards.All)));
        }

        if (guard.Outcome is { } outcome && !step.Outcomes.Contains(outcome))
        {
            faults.Add(path, "workflow.outcome", ("value", JsonText.Shorten(outcome)), ("allowed", ElsaJson.Known(step.Outcomes)));
        }

        return guard;
    }

    private static WorkflowStep Place(ElsaJson? metadata, WorkflowStep step)
    {
        var designer = metadata?.Inner("designer");
        var (position, size) = (designer?.Inner("position"), designer?.Inner("size"));
        return step with
        {
            Position = new Point(position?.Pixel("x") ?? 0, position?.Pixel("y") ?? 0),
            Size = size is { } s && s.Pixel("width") > 0 ? (Math.Clamp(s.Pixel("width"), 40, 600), Math.Clamp(s.Pixel("height"), 30, 300)) : step.Size,
        };
    }
}
