using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Guides;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Guides;

/// <summary>Holds a template against what every report has, before there is a case to report.</summary>
public interface IReportTemplateCheck
{
    /// <exception cref="Domain.Reading.UnreadableException">It is no Word document, or asks for what no report has; with every fault.</exception>
    void Check(GuidePack pack, ReadOnlyMemory<byte> wordTemplate);
}

/// <summary>
/// The administrator's guide packs: one is uploaded and looked at, then activated for engagements that are opened from then on. What an
/// engagement has pinned stays as it is: no pack alters a case.
/// </summary>
public sealed class GuideUploads(SuiteDb db, GuideStore guides, LedgerWriter ledger)
{
    /// <summary>Keeps a pack that was read and checked; it changes nothing until it is activated.</summary>
    /// <returns>The digest under which it is kept.</returns>
    /// <exception cref="ForbiddenException">The actor is no administrator.</exception>
    /// <exception cref="RefusedException"><c>guide.version-taken</c>: another pack has this key and this or a higher number.</exception>
    public async Task<string> TakeInAsync(Actor actor, GuideFiles files, CancellationToken cancellationToken)
    {
        Require(actor);
        var digest = GuideVersion.DigestOf(files.Json, files.ReportTemplate);
        if (await db.Guides.AnyAsync(g => g.Digest == digest, cancellationToken))
        {
            return digest;
        }

        var highest = await db.Guides.Where(g => g.Key == files.Pack.Key).MaxAsync(g => (int?)g.Number, cancellationToken) ?? 0;
        if (files.Pack.Version <= highest)
        {
            throw new RefusedException([new Refusal(new Message("guide.version-taken", ("key", files.Pack.Key), ("version", files.Pack.Version), ("highest", highest)), "Pack")]);
        }

        db.Guides.Add(guides.Version(digest, files, GuideOrigin.Upload));
        await ledger.AppendAsync(actor.UserId, null, "guide.uploaded", Values(digest, files.Pack.Key, files.Pack.Version), cancellationToken);
        return digest;
    }

    /// <summary>Gives engagements that are opened from now on this version.</summary>
    /// <exception cref="MissingException">There is no such version, or it was of a folder that has another one now.</exception>
    public async Task ActivateAsync(Actor actor, string digest, CancellationToken cancellationToken)
    {
        Require(actor);
        var version = await db.Guides.AsNoTracking().Where(g => g.Digest == digest && g.Origin != GuideOrigin.FormerFolder)
            .Select(g => new { g.Key, g.Number }).SingleOrDefaultAsync(cancellationToken) ?? throw new MissingException(nameof(GuideVersion));
        var before = await db.Guides.Where(g => g.Key == version.Key && g.Current).Select(g => g.Digest).ToListAsync(cancellationToken);
        var values = Values(digest, version.Key, version.Number);
        values["before"] = before;

        // The entry first: of two who activate at once the second waits at the ledger, and then sees what the first did.
        await ledger.AppendAsync(actor.UserId, null, "guide.activated", values, cancellationToken);
        await db.Guides.Where(g => g.Key == version.Key && g.Current && g.Digest != digest).ExecuteUpdateAsync(g => g.SetProperty(v => v.Current, false), cancellationToken);
        await db.Guides.Where(g => g.Digest == digest).ExecuteUpdateAsync(g => g.SetProperty(v => v.Current, true), cancellationToken);
    }

    private static void Require(Actor actor)
    {
        if (!actor.Is(StaffRoles.Administrator))
        {
            throw new ForbiddenException("change guide packs");
        }
    }

    private static Dictionary<string, object?> Values(string digest, string key, int number) => new() { ["guide"] = digest, ["key"] = key, ["version"] = number };
}
