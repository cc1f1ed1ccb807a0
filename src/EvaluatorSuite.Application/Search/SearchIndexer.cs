using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Domain.Verdicts;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Search;

/// <summary>Keeps what can be found beside what it is about, in the transaction of the act. Call it after saving: it reads nothing that is only in memory.</summary>
public sealed class SearchIndexer(SuiteDb db, ISearchIndex index, TimeProvider clock)
{
    /// <summary>Holds an entry of the registry for all staff.</summary>
    public static readonly Guid AllStaff = new("5f1d2c1e-0000-7000-8000-000000000001");

    private sealed record Wanted(SearchKind Kind, string Target, string Text);

    /// <summary>The engagement, its units and its evidence.</summary>
    /// <param name="readers">Everybody who may find them.</param>
    /// <param name="readersChanged">Whether entries with the same words must be written again for other readers.</param>
    public async Task EngagementAsync(EvaluationFacts facts, string organizer, IReadOnlyCollection<Guid> readers, bool readersChanged, CancellationToken cancellationToken)
    {
        var id = facts.EngagementId;
        var known = await db.SearchEntries.Where(e => e.EngagementId == id && e.Kind != SearchKind.Report).ToListAsync(cancellationToken);
        await KeepAsync(known, [.. Of(facts, organizer)], id, facts.OpenedAt!.Value, readers, readersChanged, cancellationToken);
    }

    /// <summary>Organizations and people of the registry, by their ids; to be called by every act that writes one. Ids of neither are passed over.</summary>
    public async Task RegistryAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        foreach (var some in ids.Distinct().Chunk(500))
        {
            var targets = some.Select(i => i.ToString()).ToList();
            var known = await db.SearchEntries.Where(e => targets.Contains(e.Target) && (e.Kind == SearchKind.Organization || e.Kind == SearchKind.Person)).ToListAsync(cancellationToken);
            var organizations = await db.Organizations.AsNoTracking().Where(o => some.Contains(o.Id)).ToListAsync(cancellationToken);
            var people = await db.People.AsNoTracking().Where(p => some.Contains(p.Id)).ToListAsync(cancellationToken);
            var wanted = organizations.Select(o => Of(o.Facts)).Concat(people.Select(Of)).ToList();
            await KeepAsync(known, wanted, null, clock.GetUtcNow(), [AllStaff], false, cancellationToken);
        }
    }

    private static IEnumerable<Wanted> Of(EvaluationFacts facts, string organizer)
    {
        yield return new(SearchKind.Engagement, facts.EngagementId.ToString(), Lines(facts.Event.Name, organizer, facts.Event.City));
        foreach (var unit in facts.Offsets.DistinctBy(o => o.Key))
        {
            yield return new(SearchKind.Unit, unit.Key, Lines(unit.SerialFrom == unit.SerialTo ? unit.SerialFrom : $"{unit.SerialFrom} – {unit.SerialTo}", unit.Registry, unit.Project, unit.Certificate));
        }

        foreach (var file in facts.Evidence.DistinctBy(e => e.Key))
        {
            yield return new(SearchKind.Evidence, file.Key, Lines(file.File, file.Title));
        }
    }

    private static Wanted Of(OrganizationFacts organization) =>
        new(SearchKind.Organization, organization.Id.ToString(), Lines([organization.Name, organization.Uscc, .. organization.Representatives]));

    private static Wanted Of(Person person) => new(SearchKind.Person, person.Id.ToString(), Lines(person.Name));

    private static string Lines(params string?[] lines)
    {
        var text = string.Join('\n', lines.Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => l!.ReplaceLineEndings(" ")));
        return text.Length > SearchText.MaxEntry ? text[..SearchText.MaxEntry] : text;
    }

    private async Task KeepAsync(
        List<SearchEntry> known, List<Wanted> wanted, Guid? engagementId, DateTimeOffset at, IReadOnlyCollection<Guid> readers, bool readersChanged, CancellationToken cancellationToken)
    {
        var rest = known.ToDictionary(e => (e.Kind, e.Target));
        var changed = new List<SearchEntry>();
        foreach (var one in wanted)
        {
            // A key of a case folder can be longer than an index takes; it is a place to go to, and cut it still leads to its page.
            var target = one.Target.Length > SearchEntryConfiguration.MaxTarget ? one.Target[..SearchEntryConfiguration.MaxTarget] : one.Target;
            if (!rest.Remove((one.Kind, target), out var entry))
            {
                db.SearchEntries.Add(entry = new SearchEntry { Kind = one.Kind, EngagementId = engagementId, Target = target, At = at });
            }
            else if (entry.Text == one.Text && !readersChanged)
            {
                continue;
            }

            entry.Text = one.Text;
            changed.Add(entry);
        }

        db.SearchEntries.RemoveRange(rest.Values);
        await db.SaveChangesAsync(cancellationToken);
        await index.RemoveAsync([.. rest.Values.Select(e => e.Id)], cancellationToken);
        await index.PutAsync([.. changed.Select(e => (e.Id, GramsOf(e.Kind, e.Text, readers)))], cancellationToken);
    }

    public static IReadOnlyCollection<string> GramsOf(SearchKind kind, string text, IReadOnlyCollection<Guid> readers) =>
        [.. SearchText.GramsOfEntry(text), SearchText.KindGram(kind), .. readers.Select(SearchText.ReaderGram)];
}
