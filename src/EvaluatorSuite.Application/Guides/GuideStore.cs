using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Guides;

/// <summary>Where a pack came from: the installation's folder, that folder once but no longer, or an administrator's upload.</summary>
public enum GuideOrigin { Folder, FormerFolder, Upload }

/// <summary>One pack as it was when an engagement pinned it, template included; never changed, so that a case never drifts.</summary>
public sealed class GuideVersion
{
    /// <summary>SHA-256 over both parts, hexadecimal.</summary>
    public required string Digest { get; init; }

    public required string Key { get; init; }
    public required int Number { get; init; }

    /// <summary>The whole <c>guide.json</c>.</summary>
    public required byte[] Json { get; init; }

    public required byte[] ReportTemplate { get; init; }
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>Whether new engagements may be opened with it: at most one of its key.</summary>
    public bool Current { get; set; }

    public GuideOrigin Origin { get; set; }

    public static string DigestOf(ReadOnlySpan<byte> json, ReadOnlySpan<byte> template) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(
            $"{Convert.ToHexStringLower(SHA256.HashData(json))}\n{Convert.ToHexStringLower(SHA256.HashData(template))}")));
}

/// <summary>A pack from a folder or an archive, read and found free of faults.</summary>
public sealed record GuideFiles(GuidePack Pack, byte[] Json, byte[] ReportTemplate);

/// <summary>Where packs come from.</summary>
public interface IGuideSource
{
    /// <exception cref="UnreadableException">A pack has faults.</exception>
    Task<IReadOnlyList<GuideFiles>> LoadAsync(CancellationToken cancellationToken);
}

/// <summary>A pack with the digest that pins it.</summary>
public sealed record PinnedGuide(string Digest, GuidePack Pack);

/// <summary>The packs of the installation and those that engagements have pinned.</summary>
public sealed class GuideStore(SuiteDb db, IGuideSource source, IReportTemplateCheck templates, TimeProvider clock)
{
    // A version never changes, so that parsing it once for the life of the process is enough.
    private static readonly ConcurrentDictionary<string, GuidePack> Parsed = new(StringComparer.Ordinal);

    private static readonly LocalizedText NewerRule = new(TextCatalog.In(TextCatalog.Chinese)["guide.newer-rule"], TextCatalog.In(TextCatalog.English)["guide.newer-rule"]);

    /// <summary>Takes what the source has into the database; called at start. What an administrator has activated stays activated.</summary>
    /// <exception cref="UnreadableException">A pack, or the template of one that is new here, has faults.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var known = await db.Guides.Select(g => g.Digest).ToListAsync(cancellationToken);
        var found = (await source.LoadAsync(cancellationToken)).ToDictionary(f => GuideVersion.DigestOf(f.Json, f.ReportTemplate));
        RequireTemplates(found.Where(f => !known.Contains(f.Key)).Select(f => f.Value));
        foreach (var (digest, files) in found.Where(f => !known.Contains(f.Key)))
        {
            db.Guides.Add(Version(digest, files, GuideOrigin.Folder));
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (db.IsDuplicate(failure))
        {
            // Another node that starts at the same moment has taken the same packs in.
            db.ChangeTracker.Clear();
        }

        List<string> there = [.. found.Keys];
        var activated = await db.Guides.Where(g => g.Current && g.Origin == GuideOrigin.Upload).Select(g => g.Key).ToListAsync(cancellationToken);
        await db.Guides.Where(g => g.Origin == GuideOrigin.Folder && !there.Contains(g.Digest))
            .ExecuteUpdateAsync(g => g.SetProperty(v => v.Origin, GuideOrigin.FormerFolder).SetProperty(v => v.Current, false), cancellationToken);
        await db.Guides.Where(g => g.Origin == GuideOrigin.FormerFolder && there.Contains(g.Digest))
            .ExecuteUpdateAsync(g => g.SetProperty(v => v.Origin, GuideOrigin.Folder), cancellationToken);
        await db.Guides.Where(g => !g.Current && there.Contains(g.Digest) && !activated.Contains(g.Key))
            .ExecuteUpdateAsync(g => g.SetProperty(v => v.Current, true), cancellationToken);
    }

    private void RequireTemplates(IEnumerable<GuideFiles> packs)
    {
        var faults = packs.AsParallel().AsOrdered().SelectMany(p => templates.FaultsOf(p.Pack, p.ReportTemplate, TemplateScrutiny.Product).Select(f => f.ToFault()).Select(f => f with { Path = $"{p.Pack.Key}/{p.Pack.ReportTemplate}: {f.Path}" })).ToList();
        if (faults.Count > 0)
        {
            throw new UnreadableException("guides", faults);
        }
    }

    /// <summary>A version that is in no table yet.</summary>
    public GuideVersion Version(string digest, GuideFiles files, GuideOrigin origin) => new()
    {
        Digest = digest,
        Key = files.Pack.Key,
        Number = files.Pack.Version,
        Json = files.Json,
        ReportTemplate = files.ReportTemplate,
        AddedAt = clock.GetUtcNow(),
        Origin = origin,
    };

    /// <summary>The packs that an engagement may be opened with, by key.</summary>
    public async Task<IReadOnlyDictionary<string, PinnedGuide>> CurrentAsync(CancellationToken cancellationToken)
    {
        var digests = await db.Guides.Where(g => g.Current).Select(g => g.Digest).ToListAsync(cancellationToken);
        var guides = new Dictionary<string, PinnedGuide>(StringComparer.Ordinal);
        foreach (var digest in digests)
        {
            var pack = await GetAsync(digest, cancellationToken);
            guides[pack.Key] = new PinnedGuide(digest, pack);
        }

        return guides;
    }

    public async Task<GuidePack> GetAsync(string digest, CancellationToken cancellationToken) =>
        await FindAsync(digest, cancellationToken) ?? throw new MissingException(nameof(GuideVersion));

    public async Task<GuidePack?> FindAsync(string digest, CancellationToken cancellationToken)
    {
        if (Parsed.TryGetValue(digest, out var pack))
        {
            return pack;
        }

        var json = await db.Guides.Where(g => g.Digest == digest).Select(g => g.Json).SingleOrDefaultAsync(cancellationToken);
        return json is null ? null : Parsed.GetOrAdd(digest, GuidePackReader.ReadPinned(json, NewerRule));
    }

    public async Task<byte[]> ReportTemplateAsync(string digest, CancellationToken cancellationToken) =>
        await db.Guides.Where(g => g.Digest == digest).Select(g => g.ReportTemplate).SingleOrDefaultAsync(cancellationToken) ?? throw new MissingException(nameof(GuideVersion));
}

internal sealed class GuideVersionConfiguration : IEntityTypeConfiguration<GuideVersion>
{
    public void Configure(EntityTypeBuilder<GuideVersion> builder)
    {
        builder.ToTable("guides");
        builder.HasKey(g => g.Digest);
        builder.Property(g => g.Digest).HasMaxLength(64).IsFixedLength();
        builder.Property(g => g.Key).HasMaxLength(60);
        builder.Property(g => g.Origin).HasDefaultValue(GuideOrigin.Folder);
        builder.HasIndex(g => g.Current);
    }
}
