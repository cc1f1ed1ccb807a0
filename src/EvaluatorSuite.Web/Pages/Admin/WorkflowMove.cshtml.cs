using System.Diagnostics;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Workflows;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Admin;

/// <summary>
/// Moves running engagements to this version: first each step that it does not have is mapped, then what would happen is shown, then
/// each engagement is moved in a transaction of its own. Sent twice it does nothing the second time.
/// </summary>
[Authorize(Policy = SignInRegistration.Administrators)]
[OutsideTransaction]
public sealed partial class WorkflowMoveModel(SuiteDb db, WorkflowStore store, ProcessMoves moves, ILogger<WorkflowMoveModel> logger) : SuitePage
{
    /// <summary>A step that must be mapped, the steps of its kind, and which is chosen.</summary>
    public sealed record Mapped(string From, LocalizedText Name, IReadOnlyList<(string Path, LocalizedText Name)> Choices, string? To);

    public sealed record Moved(Guid EngagementId, string EventName, IReadOnlyList<string> Reasons);

    [FromRoute]
    public string Digest { get; set; } = "";

    /// <summary>Paths of steps that are mapped, and at the same place where to.</summary>
    [FromQuery(Name = "from")]
    public List<string> From { get; set; } = [];

    [FromQuery(Name = "to")]
    public List<string?> To { get; set; } = [];

    public WorkflowProcess Target { get; private set; } = null!;

    public IReadOnlyList<Mapped> Steps { get; private set; } = [];

    public IReadOnlyList<EngagementMove> Preview { get; private set; } = [];

    /// <summary>What became of each; null before it is done.</summary>
    public IReadOnlyList<Moved>? Result { get; private set; }

    private IReadOnlyDictionary<string, string> Mapping =>
        From.Zip(To).Where(p => !string.IsNullOrEmpty(p.First) && !string.IsNullOrEmpty(p.Second)).GroupBy(p => p.First).ToDictionary(g => g.Key, g => g.Last().Second!, StringComparer.Ordinal);

    public IEnumerable<string> Sent => Mapping.Keys.Order(StringComparer.Ordinal);

    public string SentTo(string from) => Mapping[from];

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await db.ProcessVersions.AnyAsync(p => p.Digest == Digest, cancellationToken))
        {
            return false;
        }

        Target = await store.GetAsync(Digest, cancellationToken);
        var mapping = Mapping;
        Preview = await moves.PreviewAsync(User.Actor(), Digest, mapping, cancellationToken);
        var steps = new List<Mapped>();
        foreach (var group in Preview.SelectMany(m => m.Plan.Steps.Select(s => (m.From, Path: s.From))).Where(s => Target.Find(s.Path) is null || mapping.ContainsKey(s.Path)).GroupBy(s => s.Path).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var step = (await store.GetAsync(group.First().From, cancellationToken)).Find(group.Key)!.Step;
            steps.Add(new Mapped(group.Key, step.Name, [.. Target.Places.Where(p => p.Step.Type == step.Type).OrderBy(p => p.Path, StringComparer.Ordinal).Select(p => (p.Path, p.Step.Name))], mapping.GetValueOrDefault(group.Key)));
        }

        Steps = steps;
        return true;
    }

    public string Name(string digest, string path) => NameOf(digest, path)?.In(T.Language) ?? path;

    private readonly Dictionary<string, WorkflowProcess> _known = new(StringComparer.Ordinal);

    private LocalizedText? NameOf(string digest, string path) => (digest == Digest ? Target : _known.GetValueOrDefault(digest))?.Find(path)?.Step.Name;

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var answer = await base.OnGetAsync(cancellationToken);
        await KnowAsync(cancellationToken);
        return answer;
    }

    public async Task<IActionResult> OnPostAsync([FromForm] List<string> from, [FromForm] List<string?> to, CancellationToken cancellationToken)
    {
        (From, To) = (from, to);
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        var results = new List<Moved>();
        var mapping = Mapping;
        foreach (var one in Preview)
        {
            results.Add(new Moved(one.EngagementId, one.EventName, await TryMoveAsync(one, mapping, cancellationToken)));
            db.ChangeTracker.Clear();
        }

        await LoadAsync(cancellationToken);
        await KnowAsync(cancellationToken);
        Result = results;
        return Page();
    }

    private async Task<IReadOnlyList<string>> TryMoveAsync(EngagementMove one, IReadOnlyDictionary<string, string> mapping, CancellationToken cancellationToken)
    {
        if (one.Plan.Refusals.Count > 0)
        {
            return [.. one.Plan.Refusals.Select(r => T.Say(r.Reason))];
        }

        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await moves.MoveAsync(User.Actor(), one.EngagementId, Digest, mapping, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return [];
        }
        catch (RefusedException refused)
        {
            return [.. refused.Refusals.Select(r => T.Say(r.Reason))];
        }
        catch (MissingException)
        {
            return [T["admin.workflows.gone"]];
        }
        catch (DbUpdateConcurrencyException)
        {
            return [T["admin.workflows.changed"]];
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One engagement that cannot be written keeps none of the others back.
            var reference = Activity.Current?.Id ?? HttpContext.TraceIdentifier;
            LogFailed(failure, one.EngagementId, reference);
            return [T.Say("admin.workflows.failed", ("reference", reference))];
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Engagement {EngagementId} was not moved to another version of its process; reference {Reference}.")]
    private partial void LogFailed(Exception failure, Guid engagementId, string reference);

    private async Task KnowAsync(CancellationToken cancellationToken)
    {
        foreach (var digest in Preview.Select(m => m.From).Distinct())
        {
            _known[digest] = await store.GetAsync(digest, cancellationToken);
        }
    }
}
