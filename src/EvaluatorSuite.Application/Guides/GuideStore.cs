using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using EvaluatorSuite.Domain.Guides;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Guides;

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

    /// <summary>Whether new engagements may be opened with it: the one of its key that the installation has now.</summary>
    public bool Current { get; set; }

    public static string DigestOf(ReadOnlySpan<byte> json, ReadOnlySpan<byte> template) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(
            $"{Convert.ToHexStringLower(SHA256.HashData(json))}\n{Convert.ToHexStringLower(SHA256.HashData(template))}")));
}

/// <summary>A pack on disk, read and found free of faults.</summary>
public sealed record GuideFiles(GuidePack Pack, byte[] Json, byte[] ReportTemplate);

/// <summary>Where packs come from.</summary>
public interface IGuideSource
{
    /// <exception cref="Domain.Reading.UnreadableException">A pack has faults.</exception>
    Task<IReadOnlyList<GuideFiles>> LoadAsync(CancellationToken cancellationToken);
}

/// <summary>A pack with the digest that pins it.</summary>
public sealed record PinnedGuide(string Digest, GuidePack Pack);

/// <summary>The packs of the installation and those that engagements have pinned.</summary>
public sealed class GuideStore(SuiteDb db, IGuideSource source, TimeProvider clock)
{
    // A version never changes, so that parsing it once for the life of the process is enough.
    private static readonly ConcurrentDictionary<string, GuidePack> Parsed = new(StringComparer.Ordinal);

    /// <summary>Takes what the source has into the database; called at start.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var known = await db.Guides.Select(g => new { g.Digest, g.Current }).ToDictionaryAsync(g => g.Digest, g => g.Current, cancellationToken);
        var found = (await source.LoadAsync(cancellationToken)).ToDictionary(f => GuideVersion.DigestOf(f.Json, f.ReportTemplate));

        foreach (var (digest, files) in found.Where(f => !known.ContainsKey(f.Key)))
        {
            db.Guides.Add(new GuideVersion
            {
                Digest = digest,
                Key = files.Pack.Key,
                Number = files.Pack.Version,
                Json = files.Json,
                ReportTemplate = files.ReportTemplate,
                AddedAt = clock.GetUtcNow(),
                Current = true,
            });
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

        List<string> current = [.. found.Keys];
        await db.Guides.Where(g => !g.Current && current.Contains(g.Digest)).ExecuteUpdateAsync(g => g.SetProperty(v => v.Current, true), cancellationToken);
        await db.Guides.Where(g => g.Current && !current.Contains(g.Digest)).ExecuteUpdateAsync(g => g.SetProperty(v => v.Current, false), cancellationToken);
    }

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
        return json is null ? null : Parsed.GetOrAdd(digest, GuidePackReader.Read(json));
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
        builder.HasIndex(g => g.Current);
    }
}
