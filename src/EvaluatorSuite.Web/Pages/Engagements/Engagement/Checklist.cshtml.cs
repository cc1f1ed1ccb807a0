using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Checklists;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Checklists;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Lists;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>Every item with its judgement; each saves by itself where scripts run, by its button elsewhere.</summary>
[EngagementPage(EngagementAct.Read)]
public sealed class ChecklistModel(EngagementViews views, SuiteDb db, ChecklistService checklist) : EngagementPageModel(views)
{
    public override string Tab => "checklist";

    /// <summary>By the key of the item.</summary>
    public IReadOnlyDictionary<string, ChecklistAnswer> Answers { get; private set; } = new Dictionary<string, ChecklistAnswer>();

    /// <summary>The beginning of what an item requires, for a list to jump from.</summary>
    public string Beginning(ChecklistItem item)
    {
        var text = item.Requirement.In(T.Language);
        var most = T.Language == TextCatalog.Chinese ? 14 : 34;
        return text.Length <= most ? text : text[..most] + '…';
    }

    /// <summary>Somebody has judged this item since the form was drawn; what they wrote is shown beside what was typed.</summary>
    public bool IsConflict(ChecklistItem item) => Response.StatusCode == StatusCodes.Status409Conflict && Request.HasFormContentType && Request.Form["Item"] == item.Key;

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await base.LoadAsync(cancellationToken))
        {
            return false;
        }

        Answers = (await db.ChecklistAnswers.AsNoTracking().Where(a => a.EngagementId == EngagementId).ToListAsync(cancellationToken)).ToDictionary(a => a.Facts.Item);
        return true;
    }

    protected override ListSheet SheetOf(string list, CancellationToken cancellationToken) => ListSheet.Of(
        T["page.checklist.title"],
        [
            new(T["page.evidence.key"], Width: 12), new(T["list.phase"]), new(T["page.checklist.item"], Width: 60), new(T["list.sheet.kind"]), new(T["page.checklist.judgement"]), new(T["label.note"], Width: 50), new(T["page.checklist.evidence"], Width: 30),
        ],
        View.Facts.Guide.Checklist.Select(i => (Item: i, Answer: Answers.GetValueOrDefault(i.Key)?.Facts)),
        c => [c.Item.Key, T[$"term.phase.{c.Item.Phase}"], c.Item.Requirement.In(T.Language), T[$"term.checklistKind.{c.Item.Kind}"], c.Answer is null ? T["page.checklist.unanswered"] : T[$"term.judgement.{c.Answer.Judgement}"], c.Answer?.Note,
            c.Answer is null ? null : string.Join(' ', c.Answer.Evidence)]);


    public async Task<IActionResult> OnPostAsync(string? item, int? version, Judgement? judgement, string? note, List<string>? evidence, CancellationToken cancellationToken)
    {
        if (judgement is null)
        {
            ModelState.Clear();
            this.Wrong("Judgement", "checklist.judgement-missing");
            return await RedrawAsync(cancellationToken);
        }

        var keys = await EvidenceKeys.ReadAsync(db, EngagementId, evidence, cancellationToken);
        var answer = new AnswerFacts { Item = item ?? "", Judgement = judgement.Value, Note = note?.Trim() ?? "", Evidence = keys };
        await checklist.JudgeAsync(Actor, EngagementId, version, answer, cancellationToken);
        return Done("saved", "/checklist", item);
    }
}
