using System.Collections.Concurrent;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Reading;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Guides;

/// <summary>
/// The administrator's guide packs: one is uploaded and looked at, then activated for engagements that are opened from then on. What an
/// engagement has pinned stays as it is: no pack alters a case.
/// </summary>
public sealed class GuideUploads(SuiteDb db, GuideStore guides, IReportTemplateCheck templates, LedgerWriter ledger)
{
    private const int MostKept = 32;

    // Neither a version nor this program's demands change while it runs, and looking at a template takes a second or more.
    private static readonly ConcurrentDictionary<string, IReadOnlyList<TemplateFault>> Looked = new(StringComparer.Ordinal);

    /// <summary>Every fault of a pack's template. Ask before the transaction of the act begins; the act asks again, and has the answer at once.</summary>
    public IReadOnlyList<TemplateFault> FaultsOf(GuideFiles files) => FaultsOf(GuideVersion.DigestOf(files.Json, files.ReportTemplate), files.Pack, files.ReportTemplate);

    /// <summary>Those of a version that is kept.</summary>
    /// <exception cref="MissingException">There is no such version.</exception>
    public async Task<IReadOnlyList<TemplateFault>> FaultsOfAsync(string digest, CancellationToken cancellationToken) =>
        Looked.GetValueOrDefault(digest) ?? FaultsOf(digest, await guides.GetAsync(digest, cancellationToken), await guides.ReportTemplateAsync(digest, cancellationToken));

    private IReadOnlyList<TemplateFault> FaultsOf(string digest, GuidePack pack, byte[] template)
    {
        if (Looked.Count >= MostKept && !Looked.ContainsKey(digest))
        {
            Looked.Clear();
        }

        return Looked.GetOrAdd(digest, _ => templates.FaultsOf(pack, template, TemplateScrutiny.Whole));
    }

    /// <summary>Keeps a pack that was read and checked; it changes nothing until it is activated.</summary>
    /// <returns>The digest under which it is kept.</returns>
    /// <exception cref="ForbiddenException">The actor is no administrator.</exception>
    /// <exception cref="UnreadableException">The template has faults; nothing is kept.</exception>
    /// <exception cref="RefusedException"><c>guide.version-taken</c>: another pack has this key and this or a higher number.</exception>
    public async Task<string> TakeInAsync(Actor actor, GuideFiles files, CancellationToken cancellationToken)
    {
        Require(actor);
        RequireClean(files.Pack.ReportTemplate, FaultsOf(files));
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
    /// <exception cref="UnreadableException">Its template has faults, as one from before this was asked may have.</exception>
    public async Task ActivateAsync(Actor actor, string digest, CancellationToken cancellationToken)
    {
        Require(actor);
        var version = await db.Guides.AsNoTracking().Where(g => g.Digest == digest && g.Origin != GuideOrigin.FormerFolder)
            .Select(g => new { g.Key, g.Number }).SingleOrDefaultAsync(cancellationToken) ?? throw new MissingException(nameof(GuideVersion));
        RequireClean((await guides.GetAsync(digest, cancellationToken)).ReportTemplate, await FaultsOfAsync(digest, cancellationToken));
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

    private static void RequireClean(string file, IReadOnlyList<TemplateFault> faults)
    {
        if (faults.Count > 0)
        {
            throw new UnreadableException(file, [.. faults.Select(f => f.ToFault())]);
        }
    }

    private static Dictionary<string, object?> Values(string digest, string key, int number) => new() { ["guide"] = digest, ["key"] = key, ["version"] = number };
}
