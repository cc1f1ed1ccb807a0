using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Guides;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Accounting;

/// <summary>For whom somebody writes lines: the firm's evaluators, or the organizer's people in the portal.</summary>
public enum LineAuthor { Firm, Organizer }

/// <summary>A row of the grid.</summary>
/// <param name="Index">Its place in the form.</param>
/// <param name="LineId">Null for a new line.</param>
public sealed record GridRow(int Index, Guid? LineId, int SeenVersion, TypedLine Line);

/// <summary>
/// Lines of the inventory, one by one or a grid of them. The organizer's people write the organizer's part alone, and only until an
/// evaluator has put a hand to the line; every act is entered in the ledger with what was and what is.
/// </summary>
public sealed class InventoryService(SuiteDb db, EngagementActs acts, KeyBook book, GuideStore guides)
{
    private const string Prefix = "L";

    /// <summary>Lines of one grid.</summary>
    public const int MaxGrid = 25;

    /// <exception cref="RefusedException">With every reason; the field is the property of <see cref="TypedLine"/>.</exception>
    /// <returns>The new line's id.</returns>
    public async Task<Guid> AddLineAsync(Actor actor, Guid engagementId, LineAuthor author, TypedLine typed, CancellationToken cancellationToken)
    {
        var context = await BeginAsync(actor, engagementId, author, cancellationToken);
        var (facts, refusals) = context.Words.Understand(typed).Onto(new LineFacts(), context.Rules);
        RefusedException.ThrowIfAny([.. refusals, .. context.AgainstAdding(facts)]);

        var line = (await AddAsync(engagementId, [facts], cancellationToken))[0];
        await acts.RecordAsync(actor, engagementId, "inventory.line-added", LineValues.Of(line.Facts), cancellationToken);
        return line.Id;
    }

    /// <summary>Corrects the organizer's part.</summary>
    public async Task CorrectLineAsync(Actor actor, Guid engagementId, LineAuthor author, Guid lineId, int seenVersion, TypedLine typed, CancellationToken cancellationToken)
    {
        var context = await BeginAsync(actor, engagementId, author, cancellationToken);
        var line = await acts.RowAsync<InventoryLine>(engagementId, lineId, seenVersion, cancellationToken);
        var before = line.Facts;
        var (facts, refusals) = context.Words.Understand(typed).Onto(before, context.Rules);
        RefusedException.ThrowIfAny([.. AgainstTouching(author, before), .. refusals, .. Moved(before, facts, context)]);

        line.Correct(facts);
        await acts.RecordAsync(actor, engagementId, "inventory.line-corrected", LineValues.Change(before, facts), cancellationToken);
    }

    /// <summary>Sets the evaluator's part.</summary>
    public async Task VerifyLineAsync(Actor actor, Guid engagementId, Guid lineId, int seenVersion, TypedVerification typed, CancellationToken cancellationToken)
    {
        var context = await BeginAsync(actor, engagementId, LineAuthor.Firm, cancellationToken);
        var line = await acts.RowAsync<InventoryLine>(engagementId, lineId, seenVersion, cancellationToken);
        var before = line.Facts;
        var (facts, refusals) = typed.Onto(before, context.Rules);
        RefusedException.ThrowIfAny(refusals);

        line.Correct(facts with { Checked = true });
        await acts.RecordAsync(actor, engagementId, "inventory.line-verified", LineValues.Change(before, facts), cancellationToken);
    }

    public async Task RemoveLineAsync(Actor actor, Guid engagementId, LineAuthor author, Guid lineId, int seenVersion, CancellationToken cancellationToken)
    {
        await BeginAsync(actor, engagementId, author, cancellationToken);
        var line = await acts.RowAsync<InventoryLine>(engagementId, lineId, seenVersion, cancellationToken);
        RefusedException.ThrowIfAny([.. AgainstTouching(author, line.Facts)]);

        db.InventoryLines.Remove(line);
        await RetireAsync(engagementId, [line.Facts], cancellationToken);
        await acts.RecordAsync(actor, engagementId, "inventory.line-removed", LineValues.Of(line.Facts), cancellationToken);
    }

    /// <summary>Adds and corrects several lines in one act: all of them or none. Empty rows and unchanged lines are passed over.</summary>
    /// <exception cref="RefusedException">With every reason of every row; the field is <c>Rows[3].Amount</c> in form.</exception>
    /// <returns>How many lines were added and corrected.</returns>
    public async Task<int> EnterAsync(Actor actor, Guid engagementId, LineAuthor author, IReadOnlyList<GridRow> rows, CancellationToken cancellationToken)
    {
        var context = await BeginAsync(actor, engagementId, author, cancellationToken);
        var (added, changed, refusals) = (new List<LineFacts>(), new List<Dictionary<string, object?>>(), new List<Refusal>());
        foreach (var row in rows.Where(r => r.LineId is not null || !r.Line.IsEmpty))
        {
            var line = row.LineId is { } id ? await db.InventoryLines.OneAsync(l => l.Id == id && l.EngagementId == engagementId, cancellationToken) : null;
            var before = line?.Facts ?? new LineFacts();
            var (facts, against) = context.Words.Understand(row.Line).Onto(before, context.Rules);
            if (line is not null && Same(before, facts) && against.Count == 0)
            {
                continue;
            }

            IEnumerable<Refusal> told = line is not null && row.Line.IsEmpty
                ? [new Refusal("line.emptied")]
                : [.. line is null ? context.AgainstAdding(facts) : [.. AgainstTouching(author, before), .. Moved(before, facts, context)], .. against];
            refusals.AddRange(told.Select(r => InRow(r, row.Index)));
            if (line is null)
            {
                added.Add(facts);
                continue;
            }

            db.Expect(line, row.SeenVersion);
            line.Correct(facts);
            changed.Add(LineValues.Change(before, facts));
        }

        RefusedException.ThrowIfAny(refusals);
        RefusedException.ThrowIfAny(added.Count + changed.Count == 0 ? [new Refusal("line.nothing-entered")] : []);
        var lines = await AddAsync(engagementId, added, cancellationToken);
        await acts.RecordAsync(actor, engagementId, "inventory.lines-entered", new Dictionary<string, object?>
        {
            ["added"] = lines.Select(l => LineValues.Of(l.Facts)).ToList(),
            ["corrected"] = changed,
        }, cancellationToken);
        return added.Count + changed.Count;
    }

    /// <summary>Amount × factor of a line that has no claim yet: something to offer, marked as calculated; the claim is the organizer's own figure.</summary>
    /// <returns>Null, with every reason, when it cannot be calculated.</returns>
    public static (decimal? Tonnes, IReadOnlyList<Refusal> Refusals) CalculatedClaim(GuidePack guide, TypedLine typed, LineFacts current)
    {
        var words = new LineWords(guide).Understand(typed) with { ClaimedTonnes = "0" };
        var (facts, refusals) = words.Onto(current with { VerifiedAmount = null, Evidence = [] }, new LineRules(guide, new HashSet<string>()));
        var tonnes = refusals.Count == 0 ? Inventory.Calculate(guide, facts).VerifiedTonnes : null;
        return (tonnes, refusals.Count == 0 && tonnes is null ? [new Refusal(new Message("line.claim-uncalculable"), nameof(typed.ClaimedTonnes))] : refusals);
    }

    /// <summary>Takes the engagement for an act on its lines.</summary>
    internal async Task<LineContext> BeginAsync(Actor actor, Guid engagementId, LineAuthor author, CancellationToken cancellationToken)
    {
        var engagement = author == LineAuthor.Organizer
            ? await acts.BeginForOrganizerAsync(actor, engagementId, cancellationToken)
            : await acts.BeginAsync(actor, engagementId, EngagementAct.Work, cancellationToken);
        return await ContextAsync(engagementId, engagement.GuideDigest, cancellationToken);
    }

    internal async Task<LineContext> ContextAsync(Guid engagementId, string guideDigest, CancellationToken cancellationToken)
    {
        var guide = await guides.GetAsync(guideDigest, cancellationToken);
        var evidence = await db.Evidence.Where(e => e.EngagementId == engagementId).Select(e => e.Facts.Key).ToListAsync(cancellationToken);
        var excluded = await db.ExcludedSources.Where(e => e.EngagementId == engagementId).Select(e => e.Facts.Source).ToListAsync(cancellationToken);
        return new LineContext(guide, new LineRules(guide, evidence.ToHashSet(StringComparer.Ordinal)), new LineWords(guide), excluded.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Puts lines after those that there are, each under a key of its own.</summary>
    /// <exception cref="RefusedException"><c>line.too-many</c>.</exception>
    internal async Task<IReadOnlyList<InventoryLine>> AddAsync(Guid engagementId, IReadOnlyList<LineFacts> lines, CancellationToken cancellationToken)
    {
        var keys = await db.InventoryLines.Where(l => l.EngagementId == engagementId).Select(l => l.Facts.Key).ToListAsync(cancellationToken);
        RefusedException.ThrowIfAny(keys.Count + lines.Count > LineRules.MaxLines
            ? [new Refusal("line.too-many", ("count", keys.Count + lines.Count), ("max", LineRules.MaxLines))] : []);
        var position = await acts.NextPositionAsync<InventoryLine>(engagementId, cancellationToken);
        var given = await book.NextAsync(engagementId, Prefix, keys, lines.Count, cancellationToken);
        var added = given.Zip(lines, (key, facts) => facts with { Key = key }).Select((facts, i) => new InventoryLine(engagementId, position + i, facts)).ToList();
        db.InventoryLines.AddRange(added);
        return added;
    }

    /// <summary>The keys of lines that go now are given to no other line.</summary>
    internal Task RetireAsync(Guid engagementId, IEnumerable<LineFacts> lines, CancellationToken cancellationToken) =>
        book.RetireAsync(engagementId, Prefix, lines.Select(l => l.Key), cancellationToken);

    /// <summary>Why this author may not change the line.</summary>
    public static IEnumerable<Refusal> AgainstTouching(LineAuthor author, LineFacts line)
    {
        if (author == LineAuthor.Organizer && line.IsVerified)
        {
            yield return new Refusal("line.verified", ("description", line.Description));
        }
    }

    private static IEnumerable<Refusal> Moved(LineFacts before, LineFacts after, LineContext context) => before.Source == after.Source ? [] : context.AgainstAdding(after);

    private static bool Same(LineFacts one, LineFacts other) => one == other with { Evidence = one.Evidence };

    private static Refusal InRow(Refusal refusal, int index) =>
        new(new Message("line.in-row", ("row", index + 1), ("what", refusal.Reason)), $"Rows[{index}].{refusal.Field ?? nameof(TypedLine.Source)}");
}
