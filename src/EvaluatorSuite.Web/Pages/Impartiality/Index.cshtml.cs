using System.Runtime.CompilerServices;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Application.Spreadsheets;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Lists;
using Microsoft.AspNetCore.Authorization;

namespace EvaluatorSuite.Web.Pages.Impartiality;

/// <summary>What the impartiality officer watches: conflicts now, threats to judge, declarations that are missing, and what changed it.</summary>
[Authorize(Policy = SignInRegistration.ImpartialityOfficers)]
public sealed class IndexModel(ImpartialityDesk desk, EngagementList engagements) : SuitePage
{
    private const int Most = 50;

    public IReadOnlyList<ConflictNow> Conflicts { get; private set; } = [];

    /// <summary>Those not judged yet first.</summary>
    public IReadOnlyList<DeclaredThreat> Threats { get; private set; } = [];

    public IReadOnlyList<MissingDeclaration> Undeclared { get; private set; } = [];

    public IReadOnlyList<ConflictChange> Changes { get; private set; } = [];

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Conflicts = await desk.ConflictsAsync(Most, cancellationToken);
        Threats = await desk.ThreatsAsync(Most, cancellationToken);
        Undeclared = await desk.UndeclaredAsync(Most, cancellationToken);
        Changes = await desk.ChangesAsync(Most, cancellationToken);
        return true;
    }

    protected override ListSheet SheetOf(string list, CancellationToken cancellationToken) => list switch
    {
        "threats" => ListSheet.Of(
            T["list.sheet.threats"],
            [
                new(T["list.event"], Width: 40), new(T["impartiality.person"]), new(T["impartiality.kind"]), new(T["list.sheet.level"]), new(T["impartiality.threat"], Width: 50), new(T["impartiality.safeguard"], Width: 50),
                new(T["impartiality.judgement"], ColumnKind.Date), new(T["impartiality.note"], Width: 50),
            ],
            AllThreatsAsync(cancellationToken),
            t => [t.Event, t.Person, T[$"term.threat.{t.Threat.Kind}"], T[$"term.threatLevel.{t.Threat.Level}"], t.Threat.Description, t.Threat.Safeguard, t.Threat.JudgedOn, t.Threat.AwaitsJudgement ? T["impartiality.unjudged"] : t.Threat.JudgementNote]),
        "undeclared" => ListSheet.Of(
            T["list.sheet.undeclared"], [new(T["impartiality.person"]), new(T["list.event"], Width: 40), new(T["process.since"], ColumnKind.Time, 18)],
            Later(desk.UndeclaredAsync(Sheet.MaxRows + 1, cancellationToken)), u => [u.Person, u.Event, ChinaTime.Local(u.Since)]),
        "changes" => ListSheet.Of(
            T["impartiality.changes"], [new(T["timeline.number"], ColumnKind.Number), new(T["timeline.when"], ColumnKind.Time, 18), new(T["timeline.what"], Width: 20), new(T["list.event"], Width: 40)],
            Later(desk.ChangesAsync(Sheet.MaxRows + 1, cancellationToken)), c => [c.Sequence, ChinaTime.Local(c.At), T[c.Action == ImpartialityDesk.Blocked ? "impartiality.blocked" : "impartiality.cleared"], c.Event]),
        _ => ListSheet.Of(
            T["list.sheet.conflicts"], [new(T["list.event"], Width: 40), new(T["list.organizer"], Width: 30), new(T["list.leader"]), new(T["list.sheet.rules"], Width: 60)],
            Later(desk.ConflictsAsync(Sheet.MaxRows + 1, cancellationToken)), c => [c.Event, c.Organizer, c.Leader, string.Join('\n', c.Rules.Select(r => T[$"title.{r}"]))]),
    };

    private static async IAsyncEnumerable<T> Later<T>(Task<IReadOnlyList<T>> rows)
    {
        foreach (var row in await rows)
        {
            yield return row;
        }
    }

    /// <summary>Of every engagement, the newest first, a piece at a time.</summary>
    private async IAsyncEnumerable<DeclaredThreat> AllThreatsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var some in engagements.AllAsync(User.Actor(), new EngagementListQuery(), cancellationToken).Chunk(500))
        {
            foreach (var threat in await desk.ThreatsOfAsync([.. some.Select(s => s.EngagementId)], cancellationToken))
            {
                yield return threat;
            }
        }
    }
}
