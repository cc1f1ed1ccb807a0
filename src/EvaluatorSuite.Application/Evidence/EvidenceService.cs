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
public sealed class EvidenceService(SuiteDb db, EngagementActs acts, TimeProvider clock)
{
    private static readonly string[] OfTheTeam = ["site", "item"];

    /// <summary>Asks before a byte is kept what would be refused afterwards: a closed engagement, words that are wrong, a row that is not there or has ended.</summary>
    /// <exception cref="MissingException">What the files are given for is not there, or not for the actor.</exception>
    /// <exception cref="RefusedException">With every reason.</exception>
    public async Task ExpectAsync(Actor actor, Guid engagementId, UploadFacts upload, CancellationToken cancellationToken)
    {
        var closed = await db.Engagements.Where(e => e.Id == engagementId).Select(e => new { e.ClosedAt, e.ClosedReason }).SingleOrDefaultAsync(cancellationToken) ?? throw new MissingException(nameof(Engagement));
        new RefusalList().Add(closed.ClosedAt is not null && actor.IsStaff, "", "engagement.closed", ("reason", closed.ClosedReason ?? ""))
            .Add(closed.ClosedAt is not null && !actor.IsStaff, "", "portal.closed").ThrowIfAny();
        EvidenceRefusals.ToTakeIn(upload.Title, upload.Kind, upload.PeriodFrom, upload.PeriodTo).ThrowIfAny();
        await AttachAsync(actor, engagementId, upload.Attach, null, cancellationToken);
    }

    /// <param name="quota">What the evidence of the engagement may come to in all, in bytes: asked while no other upload can add to it.</param>
    /// <returns>The keys given, in the order of the files.</returns>
    public async Task<IReadOnlyList<string>> TakeInAsync(Actor actor, Guid engagementId, UploadFacts upload, IReadOnlyList<KeptFile> files, long quota, CancellationToken cancellationToken)
    {
        var engagement = actor.IsStaff
            ? await acts.BeginAsync(actor, engagementId, EngagementAct.Record, cancellationToken)
            : await acts.BeginForOrganizerAsync(actor, engagementId, cancellationToken);

        // Who hands in through the portal hands in for the organizer, whatever the form says.
        // What evaluators take on the spot or add to their own notes is the firm's, and not for the organizer to see.
        var own = upload.Attach is { } attach && OfTheTeam.Any(what => attach.StartsWith($"{what}:", StringComparison.Ordinal));
        var provider = !actor.IsStaff ? engagement.Event.OrganizerId : upload.ProvidedById ?? (own ? engagement.Terms.FirmId : engagement.Event.OrganizerId);
        var free = quota - await SizeAsync(engagementId, cancellationToken);
        EvidenceRefusals.ToTakeIn(upload.Title, upload.Kind, upload.PeriodFrom, upload.PeriodTo)
            .Add(files.Sum(f => f.Bytes.Size) > free, "Files", "upload.quota", ("file", string.Join(' ', files.Select(f => f.Name)))).ThrowIfAny();
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

        await AttachAsync(actor, engagementId, upload.Attach, [.. given.Select(g => g.Key)], cancellationToken);
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

    /// <summary>What the evidence of an engagement comes to, in bytes.</summary>
    public Task<long> SizeAsync(Guid engagementId, CancellationToken cancellationToken) =>
        db.Evidence.Where(e => e.EngagementId == engagementId && e.Facts.Size != null).SumAsync(e => e.Facts.Size!.Value, cancellationToken);

    private static string TitleOf(string? title, string file, int count)
    {
        var own = Path.GetFileNameWithoutExtension(file);
        var text = string.IsNullOrWhiteSpace(title) ? own : count > 1 ? $"{title.Trim()} · {own}" : title.Trim();
        return text.Length > 200 ? text[..200] : text;
    }

    /// <param name="keys">What is given; null to ask alone.</param>
    private async Task AttachAsync(Actor actor, Guid engagementId, string? attach, IReadOnlyList<string>? keys, CancellationToken cancellationToken)
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
                Give(() => request.Correct(request.Facts with { Given = [.. request.Facts.Given, .. keys!] }));
                break;
            case "finding":
                var finding = Find(await db.Findings.Where(r => r.EngagementId == engagementId).ToListAsync(cancellationToken), r => r.Facts.Key == key);
                new RefusalList().Add(finding.Facts.IsClosed, "", "finding.closed-already").ThrowIfAny();
                Give(() => finding.Correct(finding.Facts with { Evidence = [.. finding.Facts.Evidence, .. keys!] }));
                break;
            case "site":
                var record = Find(await db.SiteRecords.Where(r => r.EngagementId == engagementId).ToListAsync(cancellationToken), r => r.Facts.Key == key);
                Give(() => record.Correct(record.Facts with { Evidence = [.. record.Facts.Evidence, .. keys!] }));
                break;
            case "item":
                var answer = Find(await db.ChecklistAnswers.Where(r => r.EngagementId == engagementId).ToListAsync(cancellationToken), r => r.Facts.Item == key);
                Give(() => answer.Correct(answer.Facts with { Evidence = [.. answer.Facts.Evidence, .. keys!] }));
                break;
        }

        void Give(Action act)
        {
            if (keys is not null)
            {
                act();
            }
        }
    }

    private static T Find<T>(List<T> rows, Func<T, bool> match) where T : Row => rows.FirstOrDefault(match) ?? throw new MissingException(typeof(T).Name);
}
