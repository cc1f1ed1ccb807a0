using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Checklists;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Independence;
using EvaluatorSuite.Domain.Ledger;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Domain.SignOff;

/// <summary>
/// What of an engagement a signature binds to. It is read off the records themselves, so that a field which is added to one of them is
/// signed without anybody thinking of it; what is not signed is named here, with the reason.
/// </summary>
public static class CaseContent
{
    /// <summary>Parts of the facts that are no content of the case.</summary>
    public static IReadOnlyDictionary<string, string> NotSigned { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [nameof(EvaluationFacts.Guide)] = "pinned by its digest",
        [nameof(EvaluationFacts.Registry)] = "shared by all engagements: who is named in the report is signed by name, what follows from it with the issues of the verdict",
        [nameof(EvaluationFacts.OfficerJudgesSafeguards)] = "says how the installation works",
        [nameof(EvaluationFacts.Comments)] = "what reviewers and evaluators say to each other about the case; unanswered ones refuse a signature",
        [nameof(EvaluationFacts.Closed)] = "closing ends the work, it alters nothing that was signed",
        [nameof(EvaluationFacts.SerialsElsewhere)] = "other engagements; a clash is signed with the issues of the verdict",
    };

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = new();

    public static SignedContent Of(EvaluationFacts facts, Verdict verdict)
    {
        var leaves = new List<ContentLeaf>();
        var single = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in Properties(typeof(EvaluationFacts)).Where(p => !NotSigned.ContainsKey(p.Name)))
        {
            var (name, value) = (Camel(property.Name), property.GetValue(facts));
            if (value is IEnumerable list and not string && IsRecord(property.PropertyType.GenericTypeArguments[0]))
            {
                leaves.AddRange(Items(name, list));
            }
            else if (value is not null && IsRecord(value.GetType()))
            {
                leaves.Add(Leaf(name, value));
            }
            else
            {
                Write(single, name, value);
            }
        }

        leaves.Add(new ContentLeaf("case", single));
        leaves.Add(Leaf(verdict));
        leaves.AddRange(Issues(verdict));
        leaves.AddRange(Names(facts));
        return new SignedContent(leaves);
    }

    private static ContentLeaf Leaf(Verdict verdict)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Write(fields, "conclusion", verdict.Conclusion);
        Write(fields, "claimedTonnes", verdict.ClaimedTonnes);
        Write(fields, "verifiedTonnes", verdict.VerifiedTonnes);
        Write(fields, "offsetTonnes", verdict.OffsetTonnes);
        Write(fields, "surplus", verdict.Surplus);
        return new ContentLeaf("verdict", fields);
    }

    // With their reasons, which the report prints: they come from the registry too, which is not signed as a whole.
    private static IEnumerable<ContentLeaf> Issues(Verdict verdict)
    {
        var paths = new Paths("issues");
        foreach (var issue in verdict.Issues)
        {
            var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["finding"] = MessageText.Write(issue.Finding) };
            foreach (var (index, fact) in issue.Chain.Index())
            {
                fields[$"chain[{index}]"] = MessageText.Write(fact);
            }

            yield return new ContentLeaf(paths.Of($"{issue.Rule.Key} {issue.Subject.Key}".TrimEnd()), fields);
        }
    }

    // Called by what people call them; two of the same name by their order.
    private sealed class Paths(string part)
    {
        private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

        public string Of(string key)
        {
            var number = _seen[key] = _seen.GetValueOrDefault(key) + 1;
            return number == 1 ? $"{part}.{key}" : $"{part}.{key}#{number}";
        }
    }

    // The report calls organizations and people by name.
    private static IEnumerable<ContentLeaf> Names(EvaluationFacts facts)
    {
        var organizations = facts.Offsets.Select(o => o.SellerId).OfType<Guid>().Concat(facts.Evidence.Select(e => e.ProvidedById))
            .Append(facts.Event.OrganizerId).Append(facts.Terms.ClientId).Append(facts.Terms.FirmId).ToHashSet();
        var people = facts.Participants.Select(p => p.PersonId).ToHashSet();
        return facts.Registry.Organizations.Where(o => organizations.Contains(o.Id)).DistinctBy(o => o.Id).Select(o => Named("organizations", o.Id, o.Name, o.Uscc))
            .Concat(facts.Registry.People.Where(p => people.Contains(p.Id)).DistinctBy(p => p.Id).Select(p => Named("people", p.Id, p.Name, null)));
    }

    private static ContentLeaf Named(string part, Guid id, string name, string? uscc)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Write(fields, "name", name);
        Write(fields, "uscc", uscc);
        return new ContentLeaf($"{part}.{id:D}", fields);
    }

    private static IEnumerable<ContentLeaf> Items(string part, IEnumerable list)
    {
        var paths = new Paths(part);
        foreach (var item in list)
        {
            var key = item switch
            {
                TeamFacts member => $"{member.PersonId:D}-{member.Role}",
                DeclarationFacts declaration => $"{declaration.PersonId:D}",
                AnswerFacts answer => answer.Item,
                ExclusionFacts exclusion => exclusion.Source,
                _ => (string)item.GetType().GetProperty("Key")!.GetValue(item)!,
            };
            yield return Leaf(paths.Of(key), item);
        }
    }

    private static ContentLeaf Leaf(string path, object record)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        WriteRecord(fields, "", record);
        return new ContentLeaf(path, fields);
    }

    private static void WriteRecord(Dictionary<string, string> fields, string prefix, object record)
    {
        foreach (var property in Properties(record.GetType()))
        {
            Write(fields, prefix + Camel(property.Name), property.GetValue(record));
        }
    }

    private static void Write(Dictionary<string, string> fields, string name, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case decimal amount:
                // A database may give back more zeros than it was given.
                fields[name] = CanonicalJson.Write(amount.ToString("0.############################", CultureInfo.InvariantCulture));
                break;
            case string or bool or int or long or Guid or DateOnly or DateTimeOffset or Enum:
                fields[name] = CanonicalJson.Write(value);
                break;
            case IEnumerable list:
                var index = 0;
                foreach (var item in list)
                {
                    Write(fields, $"{name}[{index++}]", item);
                }

                break;
            default:
                WriteRecord(fields, $"{name}.", value);
                break;
        }
    }

    private static bool IsRecord(Type type) => type.IsClass && type != typeof(string) && type.Assembly == typeof(CaseContent).Assembly;

    // What is worked out from other fields says nothing new.
    private static PropertyInfo[] Properties(Type type) => Known.GetOrAdd(type, t =>
        [.. t.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && p.GetIndexParameters().Length == 0).OrderBy(p => p.Name, StringComparer.Ordinal)]);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
