using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Spreadsheets;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Domain.Workflows;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Drawings;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Admin;

/// <summary>Versions of the process, where running engagements stand, and which are stuck. Definitions are uploaded here; no part of this page reaches a case.</summary>
[Authorize(Policy = SignInRegistration.Administrators)]
[LargestUpload(MaxBytes)]
[RequestSizeLimit(MaxBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MaxBytes)]
public sealed class WorkflowsModel(SuiteDb db, WorkflowStore store, TimeProvider clock) : SuitePage, IPreparesPost
{
    public const int MaxFiles = 20;
    public const int MostStuck = 50;

    // As many files as may come, each as large as it may be, and a little for the form around them.
    private const long MaxBytes = (MaxFiles * (long)DefinitionReader.MaxBytes) + (1024 * 1024);
    private const int MostVersions = 100;

    private IReadOnlyList<WorkflowDefinition>? _given;

    public sealed record Row(string Digest, ProcessOrigin Origin, bool Current, DateTimeOffset? ActivatedAt, DateTimeOffset AddedAt, int Running, int Ended, IReadOnlyList<string> Definitions);

    public sealed record StepCount(string Key, string NameZh, string NameEn, string Role, int Waiting, DateTimeOffset Oldest, int Held, int Overdue);

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>Key and number of each definition, by its digest.</summary>
    public IReadOnlyDictionary<string, (string Key, int Number)> Definitions { get; private set; } = new Dictionary<string, (string, int)>();

    public IReadOnlyList<StepCount> Steps { get; private set; } = [];

    public IReadOnlyList<StuckStep> Stuck { get; private set; } = [];

    public IReadOnlyList<(string Where, string What)> Faults { get; private set; } = [];

    public int FaultCount { get; private set; }

    public DateOnly Today { get; private set; }

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Today = ChinaTime.Today(clock);
        Rows = await db.ProcessVersions.AsNoTracking().OrderByDescending(p => p.Current).ThenByDescending(p => p.AddedAt).Take(MostVersions)
            .Select(p => new Row(p.Digest, p.Origin, p.Current, p.ActivatedAt, p.AddedAt, db.ProcessInstances.Count(i => i.ProcessDigest == p.Digest && i.EndedAt == null),
                db.ProcessInstances.Count(i => i.ProcessDigest == p.Digest && i.EndedAt != null), p.Definitions)).ToListAsync(cancellationToken);
        var used = Rows.SelectMany(r => r.Definitions).Distinct().ToList();
        Definitions = (await db.DefinitionVersions.AsNoTracking().Where(d => used.Contains(d.Sha256)).Select(d => new { d.Sha256, d.Key, d.Number }).ToListAsync(cancellationToken))
            .ToDictionary(d => d.Sha256, d => (d.Key, d.Number));
        Steps = await db.WaitingSteps.GroupBy(s => s.Key).OrderByDescending(g => g.Count()).ThenBy(g => g.Key)
            .Select(g => new StepCount(g.Key, g.Max(s => s.NameZh)!, g.Max(s => s.NameEn)!, g.Max(s => s.Role)!, g.Count(), g.Min(s => s.Since), g.Count(s => s.HeldSince != null), g.Count(s => s.DueOn < Today)))
            .Take(DefinitionReader.MaxSteps).ToListAsync(cancellationToken);

        // Held at all, as a range: an index answers that, and not that something is not null.
        Stuck = await StuckStep.ListAsync(db, db.WaitingSteps.Where(s => s.HeldSince > DateTimeOffset.UnixEpoch || s.DueOn < Today), MostStuck, cancellationToken);
        return true;
    }

    protected override ListSheet SheetOf(string list, CancellationToken cancellationToken) => list switch
    {
        "steps" => ListSheet.Of(
            T["admin.workflows.steps"],
            [
                new(T["admin.workflows.step"], Width: 30), new(T["list.sheet.key"], Width: 30), new(T["process.whom"]), new(T["admin.workflows.waiting"], ColumnKind.Number), new(T["admin.workflows.oldest"], ColumnKind.Time, 18),
                new(T["admin.workflows.held"], ColumnKind.Number), new(T["admin.workflows.overdue"], ColumnKind.Number),
            ],
            Steps, s => [T.Language == TextCatalog.Chinese ? s.NameZh : s.NameEn, s.Key, ProcessWords.Role(s.Role, T), s.Waiting, ChinaTime.Local(s.Oldest), s.Held, s.Overdue]),
        "stuck" => StuckStep.Sheet(T["admin.workflows.stuck"], T, Today, StuckStep.Rows(db, db.WaitingSteps.Where(s => s.HeldSince != null || s.DueOn < Today))),
        _ => ListSheet.Of(
            T["admin.workflows.versions"],
            [
                new(T["admin.workflows.digest"], Width: 66), new(T["admin.workflows.definitions"], Width: 60), new(T["admin.workflows.origin"]), new(T["admin.workflows.state"]), new(T["admin.workflows.activated"], ColumnKind.Time, 18),
                new(T["admin.workflows.running"], ColumnKind.Number), new(T["list.sheet.ended"], ColumnKind.Number),
            ],
            Rows, r => [r.Digest, string.Join(" · ", r.Definitions.Where(Definitions.ContainsKey).Select(d => $"{Definitions[d].Key} {Definitions[d].Number}")), T[$"admin.workflows.origin.{r.Origin}"],
                T[r.Current ? "admin.workflows.current" : "admin.workflows.not-current"], r.ActivatedAt is { } at ? ChinaTime.Local(at) : null, r.Running, r.Ended]),
    };


    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (Files.Count is 0 or > MaxFiles || Files.All(f => f.Length == 0))
        {
            ModelState.AddModelError(nameof(Files), Files.Count > MaxFiles ? T.Say("admin.workflows.too-many", ("most", MaxFiles)) : T["admin.workflows.no-file"]);
            return;
        }

        var (read, faults, total, seen) = (new List<WorkflowDefinition>(), new List<Fault>(), 0, new HashSet<string>(StringComparer.Ordinal));
        foreach (var file in Files)
        {
            var name = Path.GetFileName(file.FileName);
            try
            {
                using var bytes = new MemoryStream();
                if (file.Length <= DefinitionReader.MaxBytes)
                {
                    await file.CopyToAsync(bytes, cancellationToken);
                }

                var definition = file.Length <= DefinitionReader.MaxBytes ? DefinitionReader.Read(name, bytes.ToArray())
                    : throw new UnreadableException(name, [new Fault("$", new Message("workflow.too-large", ("max", DefinitionReader.MaxBytes / 1024 / 1024)))]);
                read.Add(seen.Add(definition.Key) ? definition : throw new UnreadableException(name, [new Fault("$.definitionId", new Message("workflow.duplicate-id", ("id", definition.Key)))]));
            }
            catch (UnreadableException broken)
            {
                total += broken.Total;
                faults.AddRange(broken.Faults.Take(Domain.Reading.Faults.MaxListed - faults.Count).Select(f => f with { Path = $"{broken.File} {f.Path}" }));
            }
        }

        _given = total == 0 ? read : throw new UnreadableException("", faults, total);
    }

    public void Refuse(UnreadableException unreadable)
    {
        (FaultCount, Faults) = (unreadable.Total, [.. unreadable.Faults.Select(f => (f.Path.StartsWith('$') ? $"{unreadable.File} {f.Path}" : f.Path, T.Say(f.What)))]);
        Rows = [];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => _given is null
        ? await RedrawAsync(cancellationToken)
        : LocalRedirect($"/admin/workflows/{await store.TakeInAsync(User.Actor(), _given, cancellationToken)}?done=workflow-kept");
}

/// <summary>A waiting step with whose engagement it is.</summary>
public sealed record StuckStep(Guid EngagementId, string EventName, WaitingStep Step)
{
    /// <summary>The longest first.</summary>
    public static async Task<IReadOnlyList<StuckStep>> ListAsync(SuiteDb db, IQueryable<WaitingStep> steps, int most, CancellationToken cancellationToken) =>
        await Rows(db, steps).Take(most).ToListAsync(cancellationToken);

    public static IQueryable<StuckStep> Rows(SuiteDb db, IQueryable<WaitingStep> steps) =>
        from step in steps.AsNoTracking()
        join standing in db.Standings on step.EngagementId equals standing.EngagementId
        orderby step.Since, step.Id
        select new StuckStep(step.EngagementId, standing.EventName, step);

    public static ListSheet Sheet(string title, TextCatalog texts, DateOnly today, IQueryable<StuckStep> rows) => ListSheet.Of(
        title,
        [
            new(texts["admin.workflows.event"], Width: 40), new(texts["admin.workflows.step"], Width: 30), new(texts["process.whom"]), new(texts["process.since"], ColumnKind.Time, 18), new(texts["process.state.Held"], ColumnKind.Time, 18),
            new(texts["list.sheet.due"], ColumnKind.Date), new(texts["list.sheet.days-late"], ColumnKind.Number),
        ],
        rows.AsAsyncEnumerable(),
        r => [r.EventName, ProcessWords.Name(r.Step, texts), ProcessWords.Role(r.Step.Role, texts), ChinaTime.Local(r.Step.Since), r.Step.HeldSince is { } held ? ChinaTime.Local(held) : null, r.Step.DueOn,
            r.Step.DueOn < today ? today.DayNumber - r.Step.DueOn.Value.DayNumber : null]);
}
