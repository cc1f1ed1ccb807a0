using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain.Checklists;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Verdicts;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Checklists;

public sealed class ChecklistService(SuiteDb db, EngagementActs acts, EvaluationReader reader)
{
    /// <param name="seenVersion">Of the answer that stood; null when there was none.</param>
    /// <exception cref="DbUpdateConcurrencyException">Somebody judged the item meanwhile.</exception>
    public async Task JudgeAsync(Actor actor, Guid engagementId, int? seenVersion, AnswerFacts answer, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, engagementId, EngagementAct.Work, cancellationToken);
        var facts = await reader.ReadAsync(engagementId, cancellationToken);
        var verdict = Evaluation.Evaluate(facts);
        bool? neutral = verdict.Conclusion == Conclusion.NoConclusion ? null : verdict.Surplus >= 0;
        AnswerRefusals.ToJudge(facts.Guide, answer, facts.Evidence.Select(e => e.Key).ToHashSet(), neutral).ThrowIfAny();

        var row = (await db.ChecklistAnswers.Where(a => a.EngagementId == engagementId).ToListAsync(cancellationToken)).FirstOrDefault(a => a.Facts.Item == answer.Item);
        if (row is null != seenVersion is null)
        {
            throw new DbUpdateConcurrencyException();
        }

        if (row is null)
        {
            db.ChecklistAnswers.Add(new ChecklistAnswer(engagementId, await acts.NextPositionAsync<ChecklistAnswer>(engagementId, cancellationToken), answer));
            await acts.RecordAsync(actor, engagementId, "checklist.judged", Changes.Of(answer), cancellationToken);
            return;
        }

        db.Expect(row, seenVersion!.Value);
        var changes = Changes.Between(row.Facts, answer);
        if (changes.Count > 0)
        {
            row.Correct(answer);
            changes["item"] = answer.Item;
            await acts.RecordAsync(actor, engagementId, "checklist.judged", changes, cancellationToken);
        }
        else
        {
            // The same judgement again is no act; whether an older one was seen is told by saving all the same.
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}
