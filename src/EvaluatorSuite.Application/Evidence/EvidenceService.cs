using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Evidence;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Evidence;

/// <summary>A file whose bytes are safe already, under the name that it was given.</summary>
public sealed record KeptFile(string Name, StoredBytes Bytes);

/// <summary>What an upload says of its files.</summary>
/// <param name="Attach">The row that they are given for: <c>request:R1</c>, <c>finding:NC-1</c>, <c>site:S2</c>, or null.</param>
public sealed record UploadFacts(string? Title, string? Kind, Guid? ProvidedById, DateOnly? PeriodFrom, DateOnly? PeriodTo, string? Attach);

/// <summary>Registers evidence whose bytes the store has answered for. Nothing that was registered is ever taken away here.</summary>
public sealed class EvidenceService(SuiteDb db, EngagementActs acts, UploadQuota quota, IEvidenceStore store, TimeProvider clock)
{
    private static readonly string[] OfTheTeam = ["site", "item"];

    /// <summary>Finds everything that is against handing files in so, before a byte of them is kept; takes the engagement.</summary>
    /// <exception cref="MissingException">There is no such engagement or nothing to attach to, or not for this actor.</exception>
    public async Task CheckAsync(Actor actor, Guid engagementId, UploadFacts upload, CancellationToken cancellationToken)
    {
        await BeginAsync(actor, engagementId, upload, cancellationToken);
        await TargetAsync(actor, engagementId, upload.Attach, cancellationToken);
    }

    /// <param name="room">What was reserved for these files; it is given back with what is registered.</param>
    /// <exception cref="RefusedException">Among others <c>upload.quota</c>: the room was lost on the way, and others have taken it.</exception>
    /// <returns>The keys given, in the order of the files.</returns>
    public async Task<IReadOnlyList<string>> TakeInAsync(Actor actor, Guid engagementId, UploadFacts upload, IReadOnlyList<KeptFile> files, UploadRoom room, CancellationToken cancellationToken)
    {
        var engagement = await BeginAsync(actor, engagementId, upload, cancellationToken);
        var attach = await TargetAsync(actor, engagementId, upload.Attach, cancellationToken);
        await HoldAsync(engagementId, files, room, cancellationToken);

        // Who hands in through the portal hands in for the organizer, whatever the form says.
        // What evaluators take on the spot or add to their own notes is the firm's, and not for the organizer to see.
        var own = upload.Attach is { } target && OfTheTeam.Any(what => target.StartsWith($"{what}:", StringComparison.Ordinal));
        var provider = !actor.IsStaff ? engagement.Event.OrganizerId : upload.ProvidedById ?? (own ? engagement.Terms.FirmId : engagement.Event.OrganizerId);
        var keys = await db.Evidence.Where(e => e.EngagementId == engagementId).Select(e => e.Facts.Key).ToListAsync(cancellationToken);
        var position = await acts.NextPositionAsync<EvidenceItem>(engagementId, cancellationToken);
        var given = new List<EvidenceFacts>();
        foreach (var file in files)
        {
            var item = new EvidenceFacts
            {
                Key = RowKeys.Next("E", keys),
                File = file.Name,
                Title = TitleOf(upload.Title, file.Name, files.Count),
                Kind = string.IsNullOrWhiteSpace(upload.Kind) ? "other" : upload.Kind,
                ProvidedById = provider,
                PeriodFrom = upload.PeriodFrom,
                PeriodTo = upload.PeriodTo,
                Sha256 = file.Bytes.Sha256,
                Size = file.Bytes.Size,
                ReceivedAt = clock.GetUtcNow(),
                ReceivedFrom = actor.Name,
            };
            keys.Add(item.Key);
            given.Add(item);
            db.Evidence.Add(new EvidenceItem(engagementId, position++, item));
        }

        attach([.. given.Select(g => g.Key)]);
        await acts.RecordAsync(actor, engagementId, "evidence.received", new Dictionary<string, object?>
        {
            ["files"] = given.Select(g => $"{g.Key} {g.Sha256} {g.File}").ToList(),
            ["for"] = upload.Attach,
        }, cancellationToken);
        return [.. given.Select(g => g.Key)];
    }

    /// <summary>What is said of a piece may be corrected; its bytes, name and time of receipt never are.</summary>
    public async Task DescribeAsync(
        Actor actor, Guid engagementId, Guid rowId, int seenVersion, string? title, string? kind, DateOnly? from, DateOnly? to, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, engagementId, EngagementAct.Record, cancellationToken);
        var row = await acts.RowAsync<EvidenceItem>(engagementId, rowId, seenVersion, cancellationToken);
        EvidenceRefusals.ToTakeIn(title, kind, from, to).Need("Title", title, 200).ThrowIfAny();
        var before = row.Facts;
        row.Correct(before with { Title = title!.Trim(), Kind = kind ?? "other", PeriodFrom = from, PeriodTo = to });
        var values = Changes.Between(before, row.Facts);
        values["key"] = before.Key;
        await acts.RecordAsync(actor, engagementId, "evidence.described", values, cancellationToken);
    }

    private static string TitleOf(string? title, string file, int count)
    {
        var own = Path.GetFileNameWithoutExtension(file);
        var text = string.IsNullOrWhiteSpace(title) ? own : count > 1 ? $"{title.Trim()} · {own}" : title.Trim();
        return text.Length > 200 ? text[..200] : text;
    }

    private async Task<Engagement> BeginAsync(Actor actor, Guid engagementId, UploadFacts upload, CancellationToken cancellationToken)
    {
        var engagement = actor.IsStaff
            ? await acts.BeginAsync(actor, engagementId, EngagementAct.Record, cancellationToken)
            : await acts.BeginForOrganizerAsync(actor, engagementId, cancellationToken);
        EvidenceRefusals.ToTakeIn(upload.Title, upload.Kind, upload.PeriodFrom, upload.PeriodTo).ThrowIfAny();
        return engagement;
    }

    // Room that was reserved may be lost where nothing was heard for long, and bytes that came days ago may have been set aside since.
    private async Task HoldAsync(Guid engagementId, IReadOnlyList<KeptFile> files, UploadRoom room, CancellationToken cancellationToken)
    {
        List<Guid> own = [room.Id, .. files.Select(f => UploadQuota.IdOf(engagementId, f.Bytes.Sha256))];
        var left = await quota.LeftAsync(engagementId, own, room.Quota, cancellationToken);
        new RefusalList().Add(files.Sum(f => f.Bytes.Size) > left, "Files", "upload.quota", ("file", string.Join(' ', files.Select(f => f.Name)))).ThrowIfAny();
        foreach (var file in files)
        {
            if (!await store.HoldAsync(file.Bytes.Sha256, cancellationToken))
            {
                throw new IOException($"The bytes {file.Bytes.Sha256} are no longer in the evidence store; nothing was registered.");
            }
        }

        await quota.ReleaseAsync(own, cancellationToken);
    }

    /// <returns>What puts the keys of new pieces to the row that they are given for.</returns>
    private async Task<Action<IReadOnlyList<string>>> TargetAsync(Actor actor, Guid engagementId, string? attach, CancellationToken cancellationToken)
    {
        var (what, key) = attach?.Split(':', 2) is [var w, var k] ? (w, k) : ("", "");

        // The organizer's people reach what is asked of them, and none of the team's own notes.
        if (OfTheTeam.Contains(what) && !actor.IsStaff)
        {
            throw new MissingException(what);
        }

        switch (what)
        {
            case "request":
                var request = Find(await db.EvidenceRequests.Where(r => r.EngagementId == engagementId).ToListAsync(cancellationToken), r => r.Facts.Key == key);
                new RefusalList().Add(request.Facts.IsEnded, "", "request.ended").ThrowIfAny();
                return keys => request.Correct(request.Facts with { Given = [.. request.Facts.Given, .. keys] });
            case "finding":
                var finding = Find(await db.Findings.Where(r => r.EngagementId == engagementId).ToListAsync(cancellationToken), r => r.Facts.Key == key);
                new RefusalList().Add(finding.Facts.IsClosed, "", "finding.closed-already").ThrowIfAny();
                return keys => finding.Correct(finding.Facts with { Evidence = [.. finding.Facts.Evidence, .. keys] });
            case "site":
                var record = Find(await db.SiteRecords.Where(r => r.EngagementId == engagementId).ToListAsync(cancellationToken), r => r.Facts.Key == key);
                return keys => record.Correct(record.Facts with { Evidence = [.. record.Facts.Evidence, .. keys] });
            case "item":
                var answer = Find(await db.ChecklistAnswers.Where(r => r.EngagementId == engagementId).ToListAsync(cancellationToken), r => r.Facts.Item == key);
                return keys => answer.Correct(answer.Facts with { Evidence = [.. answer.Facts.Evidence, .. keys] });
            default:
                return _ => { };
        }
    }

    private static T Find<T>(List<T> rows, Func<T, bool> match) where T : Row => rows.FirstOrDefault(match) ?? throw new MissingException(typeof(T).Name);
}
