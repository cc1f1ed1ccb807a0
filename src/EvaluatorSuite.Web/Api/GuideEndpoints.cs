using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Web.Api;

/// <summary>A guide pack that new engagements may be opened with.</summary>
/// <param name="Sources">Emission sources by key.</param>
public sealed record GuideView(
    string Key, int Version, string Digest, string Title, IReadOnlyList<NamedView> Sources, IReadOnlyList<FactorView> Factors, IReadOnlyList<NamedView> OffsetKinds);

/// <summary>Something that the pack names.</summary>
public sealed record NamedView(string Key, string Name, Standing Standing);

/// <summary>An emission factor.</summary>
/// <param name="Value">In <paramref name="Unit"/>; null when it is the product of properties of a fuel.</param>
public sealed record FactorView(string Key, string Name, string Unit, decimal? Value, int DataYear, Standing Standing);

public static class GuideEndpoints
{
    public static void MapGuides(this IEndpointRouteBuilder api) => api.MapGet("/guides", ListAsync).WithTags("Guides").Needs(TokenScopes.ReadEngagements);

    /// <summary>The guide packs that are current, with the keys that activity data and units refer to.</summary>
    internal static async Task<Found<IReadOnlyList<GuideView>>> ListAsync(GuideStore guides, TextCatalog texts, CancellationToken cancellationToken)
    {
        var current = await guides.CurrentAsync(cancellationToken);
        return new([.. current.Values.OrderBy(g => g.Pack.Key, StringComparer.Ordinal).Select(g => View(g, texts.Language))]);
    }

    private static GuideView View(PinnedGuide guide, string language) => new(
        guide.Pack.Key, guide.Pack.Version, guide.Digest, guide.Pack.Title.In(language),
        [.. guide.Pack.Sources.Select(s => new NamedView(s.Key, s.Name.In(language), s.Standing))],
        [.. guide.Pack.Factors.Select(f => new FactorView(f.Key, f.Name.In(language), f.Unit.Code, f.Value, f.DataYear, f.Standing))],
        [.. guide.Pack.OffsetKinds.Select(k => new NamedView(k.Key, k.Name.In(language), k.Standing))]);
}
