using System.Security.Cryptography;
using System.Text.Json;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Tables;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Reading;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Accounting;

/// <summary>A draft, opened and read as its mapping says.</summary>
/// <param name="State">Of the lines that there are, for an act that replaces them.</param>
/// <param name="Verified">Lines among them that an evaluator has put a hand to.</param>
public sealed record ImportPreview(TableDraft Draft, TableFile File, LineMapping Mapping, LineTable Table, LineContext Context, string State, int Lines, int Verified);

/// <summary>A draft by its name, without what is in it.</summary>
public sealed record DraftName(Guid Id, string FileName, DateTimeOffset CreatedAt);

/// <summary>Lines from a table: it is kept as a draft, mapped, looked at, and then taken in whole or not at all.</summary>
public sealed class LineImports(SuiteDb db, InventoryService inventory, EngagementActs acts, ITableReader reader, TimeProvider clock)
{
    /// <summary>Keeps a table for the steps that follow; an earlier one of this user for this engagement goes.</summary>
    public async Task<Guid> KeepAsync(Actor actor, Guid engagementId, LineAuthor author, TableFile file, CancellationToken cancellationToken)
    {
        await MayAsync(actor, engagementId, author, cancellationToken);
        await db.TableDrafts.Where(d => d.EngagementId == engagementId && d.UserId == actor.UserId).ExecuteDeleteAsync(cancellationToken);
        var draft = new TableDraft(engagementId, actor.UserId, file, clock.GetUtcNow());
        db.TableDrafts.Add(draft);
        await db.SaveChangesAsync(cancellationToken);
        return draft.Id;
    }

    /// <summary>Lets go of drafts whose day is over.</summary>
    public Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.TableDrafts.Where(d => d.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
    }

    /// <returns>The draft that this user has left, if any.</returns>
    public Task<DraftName?> LastAsync(Actor actor, Guid engagementId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.TableDrafts.Where(d => d.EngagementId == engagementId && d.UserId == actor.UserId && d.ExpiresAt > now)
            .Select(d => new DraftName(d.Id, d.FileName, d.CreatedAt)).SingleOrDefaultAsync(cancellationToken);
    }

    /// <param name="mapping">Null: as it was last said, or as the headings suggest.</param>
    /// <exception cref="UnreadableException">The file is none of the encoding that the mapping says.</exception>
    /// <exception cref="MissingException">There is no such draft of this user for this engagement, or its day is over.</exception>
    public async Task<ImportPreview> PreviewAsync(Actor actor, Guid engagementId, LineAuthor author, Guid draftId, LineMapping? mapping, CancellationToken cancellationToken)
    {
        await MayAsync(actor, engagementId, author, cancellationToken);
        var draft = await FindAsync(db.TableDrafts.AsNoTracking(), actor, engagementId, draftId, cancellationToken);
        var digest = await db.Engagements.Where(e => e.Id == engagementId).Select(e => e.GuideDigest).SingleAsync(cancellationToken);
        return await ReadAsync(draft, author, mapping, await inventory.ContextAsync(engagementId, digest, cancellationToken), cancellationToken);
    }

    /// <summary>Remembers how the columns are to be read.</summary>
    public async Task MapAsync(Actor actor, Guid engagementId, LineAuthor author, Guid draftId, LineMapping mapping, CancellationToken cancellationToken)
    {
        await MayAsync(actor, engagementId, author, cancellationToken);
        var draft = await FindAsync(db.TableDrafts, actor, engagementId, draftId, cancellationToken);
        draft.MapBy(JsonSerializer.Serialize(mapping));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <param name="replaced">State of the lines that are to go, as the user saw them; null: the new ones are put after them.</param>
    /// <exception cref="DbUpdateConcurrencyException">The lines that are to go are no longer those that the user saw.</exception>
    /// <exception cref="RefusedException">The table has faults, or lines may not be replaced; nothing was taken in.</exception>
    /// <returns>How many lines came in.</returns>
    public async Task<int> ImportAsync(Actor actor, Guid engagementId, LineAuthor author, Guid draftId, LineMapping mapping, string? replaced, CancellationToken cancellationToken)
    {
        var context = await inventory.BeginAsync(actor, engagementId, author, cancellationToken);
        var draft = await FindAsync(db.TableDrafts, actor, engagementId, draftId, cancellationToken);
        var preview = await ReadAsync(draft, author, mapping, context, cancellationToken);
        RefusedException.ThrowIfAny([.. Against(preview, author, replaced is not null)]);
        if (replaced is not null && replaced != preview.State)
        {
            throw new DbUpdateConcurrencyException("The lines to be replaced have changed.");
        }

        var values = Entry(preview);
        if (replaced is not null)
        {
            await RemoveAllAsync(engagementId, values, cancellationToken);
        }

        var lines = await inventory.AddAsync(engagementId, [.. preview.Table.Lines.Select(l => l.Facts)], cancellationToken);
        values["digest"] = LineValues.Digest(lines.Select(l => l.Facts));
        values["firstKey"] = lines[0].Facts.Key;
        db.TableDrafts.Remove(draft);
        await acts.RecordAsync(actor, engagementId, "inventory.imported", values, cancellationToken);
        return lines.Count;
    }

    private static IEnumerable<Refusal> Against(ImportPreview preview, LineAuthor author, bool replace)
    {
        if (preview.Table.FaultCount > 0)
        {
            yield return new Refusal("line.import-faults", ("count", preview.Table.FaultCount));
        }

        if (preview.Table.Lines.Count == 0)
        {
            yield return new Refusal("line.import-nothing");
        }

        if (replace && author == LineAuthor.Organizer && preview.Verified > 0)
        {
            yield return new Refusal("line.import-verified", ("count", preview.Verified));
        }
    }

    private async Task RemoveAllAsync(Guid engagementId, Dictionary<string, object?> values, CancellationToken cancellationToken)
    {
        var old = await db.InventoryLines.AsNoTracking().Where(l => l.EngagementId == engagementId).OrderBy(l => l.Position).Select(l => l.Facts).ToListAsync(cancellationToken);
        await db.InventoryLines.Where(l => l.EngagementId == engagementId).ExecuteDeleteAsync(cancellationToken);
        await inventory.RetireAsync(engagementId, old, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        values["removed"] = old.Count;
        values["removedVerified"] = old.Count(l => l.IsVerified);
        values["removedDigest"] = LineValues.Digest(old);
    }

    private static Dictionary<string, object?> Entry(ImportPreview preview) => new()
    {
        ["file"] = preview.Draft.FileName,
        ["fileSha256"] = preview.Draft.Sha256,
        ["lines"] = preview.Table.Lines.Count,
        ["claimsCalculated"] = preview.Table.CalculatedClaims,
        ["numbersShortened"] = preview.Table.Shortened.Count,
        ["totalRowsPassedOver"] = preview.Table.Totals.Count,
    };

    private async Task<ImportPreview> ReadAsync(TableDraft draft, LineAuthor author, LineMapping? mapping, LineContext context, CancellationToken cancellationToken)
    {
        var file = draft.Open();
        mapping ??= draft.Mapping is { } kept ? JsonSerializer.Deserialize<LineMapping>(kept)! : LineMapping.Guess(file, 0);
        file = mapping.Encoding == TextEncoding.Automatic ? file : reader.ReadAgain(file, mapping.Encoding);
        mapping = mapping with { Sheet = Math.Clamp(mapping.Sheet, 0, file.Sheets.Count - 1) };

        // A cross-check is the evaluator's, and would keep the organizer from mending the line.
        mapping = author == LineAuthor.Firm ? mapping : mapping.Without(LineField.CrossCheck);
        var table = LineTable.Read(file.Sheets[mapping.Sheet], mapping, context);
        var lines = await db.InventoryLines.AsNoTracking().Where(l => l.EngagementId == draft.EngagementId).OrderBy(l => l.Id).Select(l => new { l.Id, l.Version, l.Facts }).ToListAsync(cancellationToken);
        var state = SHA256.HashData(lines.SelectMany(l => l.Id.ToByteArray().Concat(BitConverter.GetBytes(l.Version))).ToArray());
        return new ImportPreview(draft, file, mapping, table, context, Convert.ToHexStringLower(state), lines.Count, lines.Count(l => l.Facts.IsVerified));
    }

    private async Task<TableDraft> FindAsync(IQueryable<TableDraft> drafts, Actor actor, Guid engagementId, Guid draftId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await drafts.OneAsync(d => d.Id == draftId && d.EngagementId == engagementId && d.UserId == actor.UserId && d.ExpiresAt > now, cancellationToken);
    }

    // A draft changes nothing of the engagement, so that it is not taken for it; who may not act on it may not keep a draft either.
    private async Task MayAsync(Actor actor, Guid engagementId, LineAuthor author, CancellationToken cancellationToken)
    {
        if (author == LineAuthor.Organizer)
        {
            var organizer = await db.Engagements.Where(e => e.Id == engagementId).Select(e => (Guid?)e.Event.OrganizerId).SingleOrDefaultAsync(cancellationToken);
            if (organizer is not { } id || !actor.Organizations.Contains(id))
            {
                throw new MissingException(nameof(Engagement));
            }

            return;
        }

        var parts = await db.PartsAsync(actor, engagementId, cancellationToken);
        if (!parts.May(EngagementAct.Work))
        {
            throw parts == EngagementParts.None ? new MissingException(nameof(Engagement)) : new ForbiddenException(nameof(EngagementAct.Work));
        }
    }
}
