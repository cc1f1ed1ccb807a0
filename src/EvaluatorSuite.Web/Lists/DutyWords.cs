using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Duties;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Web.Lists;

/// <summary>A duty as a sentence, with where it is done.</summary>
public static class DutyWords
{
    public static string Title(TodayRow row, TodayGroup group, TextCatalog texts) => row.Kind switch
    {
        DutyKind.Declare when group == TodayGroup.Others => texts.Say("duty.Declare-of", ("text", row.Text)),
        DutyKind.ClearConflict => texts.Say("duty.ClearConflict", ("rule", Kind(row.Subject, texts))),
        DutyKind.MendBlocks => texts.Say("duty.MendBlocks", ("count", row.Text.Split(' ')[0])),
        DutyKind.Declare or DutyKind.ReadDraft => texts[$"duty.{row.Kind}"],
        // The name of a step comes with its definition, in both languages.
        DutyKind.Step or DutyKind.StepHeld => texts.Say($"duty.{row.Kind}", ("text", row.Text.Split('\n')[texts.Language == TextCatalog.Chinese ? 0 : ^1])),
        _ => texts.Say($"duty.{row.Kind}", ("key", row.Subject), ("text", row.Text)),
    };

    /// <summary>What more there is to say, or null.</summary>
    public static string? Why(TodayRow row, TextCatalog texts) => row.Kind switch
    {
        DutyKind.ClearConflict => texts.Find($"mend.{row.Subject}"),
        DutyKind.MendBlocks => string.Join(texts["list.separator"], row.Text.Split(' ').Skip(1).Select(key => Kind(key, texts))),
        DutyKind.ReadDraft when Enum.TryParse<Conclusion>(row.Text, out var conclusion) => texts.Say("duty.ReadDraft-why", ("conclusion", texts[$"term.conclusion.{conclusion}"])),
        _ => null,
    };

    public static string Address(TodayRow row) => $"/engagements/{row.EngagementId}{row.Kind switch
    {
        DutyKind.AnswerFinding or DutyKind.JudgeAnswer => $"/findings#{Uri.EscapeDataString(row.Subject)}",
        DutyKind.GiveEvidence or DutyKind.JudgeEvidence => "/requests",
        DutyKind.Declare => "/declaration",
        DutyKind.JudgeThreat or DutyKind.ClearConflict => "/independence",
        DutyKind.AnswerComment => "/comments",
        DutyKind.ReadDraft => "/report",
        DutyKind.Step or DutyKind.StepHeld => "#process",
        _ => "#refusals",
    }}";

    // A text that was cut at its end can end in half a rule's key.
    private static string Kind(string rule, TextCatalog texts) => texts.Find($"title.{rule}") ?? rule;
}
