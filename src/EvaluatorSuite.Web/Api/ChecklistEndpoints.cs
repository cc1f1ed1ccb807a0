using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Checklists;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Checklists;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Web.Authorization;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Api;

/// <summary>An item of the guide pack and how it was judged.</summary>
/// <param name="Version">Of the judgement, for <c>If-Match</c>; null while there is none, which an edit says by <c>If-None-Match: *</c>.</param>
public sealed record ChecklistView(string Item, string Phase, ChecklistKind Kind, string Requirement, string Basis, int? Version, AnswerFacts? Answer);

/// <summary>A judgement of one item.</summary>
public sealed record JudgementBody
{
    public Judgement? Judgement { get; init; }

    /// <summary>Needed unless the item is met.</summary>
    public string? Note { get; init; }

    /// <summary>Keys of evidence of this engagement.</summary>
    public IReadOnlyList<string>? Evidence { get; init; }
}

public static class ChecklistEndpoints
{
    public static void MapChecklist(this IEndpointRouteBuilder engagement)
    {
        var group = engagement.MapGroup("/checklist").WithTags("Checklist");
        group.MapRead("", ListAsync);
        group.MapAct("PUT", "/{item}", EngagementAct.Work, JudgeAsync);
    }

    /// <summary>Every item of the engagement's guide pack, judged or not.</summary>
    internal static async Task<Found<IReadOnlyList<ChecklistView>>> ListAsync(Guid engagementId, SuiteDb db, EngagementViews views, TextCatalog texts, CancellationToken cancellationToken)
    {
        var view = await views.GetAsync(engagementId, cancellationToken);
        var answers = (await db.ChecklistAnswers.AsNoTracking().Where(a => a.EngagementId == engagementId).ToListAsync(cancellationToken)).ToDictionary(a => a.Facts.Item);
        return new([.. view.Facts.Guide.Checklist.Select(i => View(i, answers.GetValueOrDefault(i.Key), texts))]);
    }

    /// <summary>Judges an item.</summary>
    /// <remarks>Give the version of the judgement that stands in <c>If-Match</c>; for an item that nobody has judged, <c>If-None-Match: *</c>.</remarks>
    internal static async Task<Found<ChecklistView>> JudgeAsync(
        Guid engagementId, string item, HttpContext http, SeenVersion seen, JsonBody<JudgementBody> body, SuiteDb db, ChecklistService checklist, EngagementViews views, TextCatalog texts,
        CancellationToken cancellationToken)
    {
        var given = body.Value;
        var answer = new AnswerFacts { Item = item, Judgement = given.Judgement.Need("Judgement"), Note = given.Note?.Trim() ?? "", Evidence = given.Evidence ?? [] };
        await checklist.JudgeAsync(http.User.Actor(), engagementId, seen.Number, answer, cancellationToken);
        var row = (await db.ChecklistAnswers.AsNoTracking().Where(a => a.EngagementId == engagementId).ToListAsync(cancellationToken)).Single(a => a.Facts.Item == item);
        var view = await views.GetAsync(engagementId, cancellationToken);
        return new(View(view.Facts.Guide.FindItem(item)!, row, texts), row.Version);
    }

    private static ChecklistView View(ChecklistItem item, ChecklistAnswer? answer, TextCatalog texts) =>
        new(item.Key, item.Phase, item.Kind, item.Requirement.In(texts.Language), item.Source.In(texts.Language), answer?.Version, answer?.Facts);
}
