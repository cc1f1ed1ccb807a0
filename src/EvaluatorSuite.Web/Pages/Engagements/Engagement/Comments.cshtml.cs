using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Comments;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Spreadsheets;
using EvaluatorSuite.Domain.Comments;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Lists;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>What reviewer, approver, officer and team say to each other; never shown to the organizer.</summary>
[EngagementPage(EngagementAct.Read)]
public sealed class CommentsModel(EngagementViews views, SuiteDb db, CommentService comments) : EngagementPageModel(views)
{
    [FromQuery]
    public CommentTarget? Target { get; set; }

    [FromQuery]
    public string? Key { get; set; }

    public override string Tab => "comments";

    /// <summary>Unresolved first, oldest first.</summary>
    public IReadOnlyList<Comment> Rows { get; private set; } = [];

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await base.LoadAsync(cancellationToken))
        {
            return false;
        }

        var rows = await db.Comments.AsNoTracking().Where(c => c.EngagementId == EngagementId).OrderBy(c => c.Position).ToListAsync(cancellationToken);
        Rows = [.. rows.Where(r => Key is null || (r.Facts.Target == Target && r.Facts.TargetKey == Key)).OrderBy(r => r.Facts.ResolvedAt is not null)];
        return true;
    }

    public string Name(CommentTarget target, string key) => key.Length == 0 ? T[$"term.commentTarget.{target}"] : $"{T[$"term.commentTarget.{target}"]} {key}";

    public string? Link(CommentFacts comment) => comment.Target switch
    {
        CommentTarget.ChecklistItem => $"/engagements/{EngagementId}/checklist#{comment.TargetKey}",
        CommentTarget.InventoryLine => $"/engagements/{EngagementId}/inventory#{comment.TargetKey}",
        CommentTarget.OffsetLine => $"/engagements/{EngagementId}/offsets#{comment.TargetKey}",
        CommentTarget.Finding => $"/engagements/{EngagementId}/findings#{comment.TargetKey}",
        CommentTarget.Evidence => EngagementTexts.Evidence(EngagementId, comment.TargetKey),
        CommentTarget.Independence => $"/engagements/{EngagementId}/independence",
        _ => null,
    };

    protected override ListSheet SheetOf(string list, CancellationToken cancellationToken) => ListSheet.Of(
        T["page.comments.title"],
        [new(T["page.evidence.key"], Width: 12), new(T["page.comments.about"], Width: 24), new(T["list.sheet.author"]), new(T["timeline.when"], ColumnKind.Time, 18), new(T["label.comment"], Width: 60), new(T["list.sheet.replies"], Width: 60), new(T["page.comments.resolved"], ColumnKind.Time, 18)],
        Rows.Select(r => r.Facts),
        c => [c.Key, Name(c.Target, c.TargetKey), c.Author, ChinaTime.Local(c.At), c.Text, string.Join('\n', c.Replies.Select(r => $"{r.Author} {ChinaTime.Show(r.At)} {r.Text}")), c.ResolvedAt is { } at ? ChinaTime.Local(at) : null]);


    public async Task<IActionResult> OnPostAsync(CommentTarget commentTarget, string? targetKey, string? comment, CancellationToken cancellationToken)
    {
        var key = await comments.AddAsync(Actor, EngagementId, commentTarget, targetKey, comment, cancellationToken);
        return Done("comment-added", "/comments", key);
    }

    public async Task<IActionResult> OnPostReplyAsync(Guid rowId, int version, string? reply, CancellationToken cancellationToken)
    {
        await comments.ReplyAsync(Actor, EngagementId, rowId, version, reply, cancellationToken);
        return Done("saved", "/comments");
    }

    public async Task<IActionResult> OnPostResolveAsync(Guid rowId, int version, CancellationToken cancellationToken)
    {
        await comments.ResolveAsync(Actor, EngagementId, rowId, version, cancellationToken);
        return Done("saved", "/comments");
    }
}
