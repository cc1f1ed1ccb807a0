using System.Collections;
using System.Reflection;
using CsCheck;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.SignOff;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Domain.Tests.SignOff;

/// <summary>What a signature binds to: everything, by name.</summary>
public sealed class SignedContentTests
{
    private static readonly EvaluationFacts Facts = new CaseBuilder().Facts() with { Amendment = new AmendmentFacts("CN-2026-0001", AmendmentKind.Erratum, "地点写错") };
    private static readonly Verdict Verdict = Evaluation.Evaluate(Facts);
    private static readonly SignedContent Content = CaseContent.Of(Facts, Verdict);

    /// <summary>Every field that can be set, of every record that the facts hold: found in the model, so that a new one is tried too.</summary>
    public static TheoryData<string> Fields => [.. Mutations().Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_change_of_any_field_changes_the_root_and_is_called_by_name(string field)
    {
        var (_, part, leaf, changed) = Mutations().Single(m => m.Name == field);

        var now = CaseContent.Of(changed, Verdict);

        Assert.NotEqual(Content.Root, now.Root);
        var names = Content.ChangesTo(now).Select(c => c.Name).ToList();
        Assert.Contains(names, n => n.StartsWith(part, StringComparison.Ordinal) && (n.Contains(leaf, StringComparison.Ordinal) || Content.ChangesTo(now).Any(c => c.Name == n && c.Field is null)));
    }

    [Fact]
    public void Every_part_of_the_facts_is_signed_or_says_why_not()
    {
        var parts = typeof(EvaluationFacts).GetProperties().Where(p => p.CanWrite).Select(p => p.Name).ToHashSet();

        Assert.All(CaseContent.NotSigned.Keys, key => Assert.Contains(key, parts));
        Assert.All(CaseContent.NotSigned.Values, Assert.NotEmpty);
        Assert.Equal(["Closed", "Comments", "Guide", "OfficerJudgesSafeguards", "Registry", "SerialsElsewhere"], CaseContent.NotSigned.Keys.Order());
    }

    [Fact]
    public void A_name_of_the_registry_that_the_report_calls_is_signed()
    {
        var organizer = Facts.Registry.Organizations.Single(o => o.Id == Facts.Event.OrganizerId);
        var renamed = Facts with { Registry = Facts.Registry with { Organizations = [.. Facts.Registry.Organizations.Select(o => o == organizer ? o with { Name = "改名后的机构" } : o)] } };

        Assert.Equal([$"organizations.{organizer.Id:D}.name"], Content.ChangesTo(CaseContent.Of(renamed, Verdict)).Select(c => c.Name));
    }

    [Fact]
    public void The_reasons_of_an_issue_are_signed_with_it_for_the_report_prints_them()
    {
        var facts = new CaseBuilder().Add("services", """{ "provider": "hengxin-holding", "organizer": "ice-assoc", "event": "冰雪节", "kind": "plan", "from": "2024-05-01", "to": "2024-06-01" }""").Facts();
        var first = facts.Registry.Services.Single(s => s.EventName == "冰雪节");
        var more = facts with { Registry = facts.Registry with { Services = [.. facts.Registry.Services, first with { EventName = "庙会", From = new DateOnly(2024, 7, 1), To = new DateOnly(2024, 8, 1) }] } };

        // The same rule about the same provider, before and after: only what is said of it differs.
        var change = Assert.Single(CaseContent.Of(facts, Evaluation.Evaluate(facts)).ChangesTo(CaseContent.Of(more, Evaluation.Evaluate(more))));
        Assert.StartsWith("issues.independence.earlier-service ", change.Path, StringComparison.Ordinal);
        Assert.Equal("chain[2]", change.Field);
        Assert.Equal("庙会", MessageText.Read(change.After!).Values["event"]);
    }

    [Fact]
    public void Every_kind_of_value_in_a_sentence_can_be_said_again()
    {
        var message = new Message(
            "rule.x", ("text", "公司 \"甲\""), ("count", 3), ("amount", 1.50m), ("tonnes", new Tonnage(0.000001m)), ("percent", new Percentage(12.3m)), ("on", new DateOnly(2026, 1, 8)),
            ("term", new Term("service.plan")), ("words", new LocalizedText("中", "en")), ("inner", new Message("fact.y", ("event", "冰雪节"))), ("to", null!));

        var written = MessageText.Write(message);
        var read = MessageText.Read(written);

        Assert.Equal(written, MessageText.Write(read));
        Assert.Equal(message.Values.Keys.Order(StringComparer.Ordinal), read.Values.Keys);
        Assert.Equal([1.5m, new Tonnage(0.000001m), new Percentage(12.3m), new DateOnly(2026, 1, 8), new Term("service.plan"), new LocalizedText("中", "en")],
            new[] { "amount", "tonnes", "percent", "on", "term", "words" }.Select(name => read.Values[name]));
        Assert.Equal("冰雪节", ((Message)read.Values["inner"]).Values["event"]);
        Assert.Throws<ArgumentException>(() => MessageText.Write(new Message("rule.x", ("flag", true))));
    }

    [Fact]
    public void What_comes_and_goes_is_told_as_a_whole()
    {
        var less = Facts with { Offsets = [.. Facts.Offsets.Skip(1)] };

        var change = Assert.Single(Content.ChangesTo(CaseContent.Of(less, Verdict)), c => c.Path.StartsWith("offsets.", StringComparison.Ordinal));
        Assert.Equal(($"offsets.{Facts.Offsets[0].Key}", "{}", null), (change.Name, change.Before, change.After));
    }

    [Fact]
    public void Zeros_that_a_database_adds_to_a_figure_change_nothing()
    {
        var padded = Facts with { Inventory = [.. Facts.Inventory.Select(l => l with { Amount = l.Amount * 1.000000m })] };

        Assert.Equal(Content.Root, CaseContent.Of(padded, Verdict).Root);
    }

    [Fact]
    public void Written_and_read_again_it_has_the_same_root() => Assert.Equal(Content.Root, SignedContent.Read(Content.Write()).Root);

    [Fact]
    public void The_order_in_which_leaves_come_does_not_matter_and_moving_a_character_between_fields_does() => Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 4].Dictionary(Gen.String[0, 4])[1, 20], Gen.Int[0, 999]).Sample((given, seed) =>
    {
        var leaves = given.Select(g => new ContentLeaf(g.Key, new Dictionary<string, string> { ["a"] = g.Value, ["b"] = "x" })).ToList();
        var shuffled = leaves.OrderBy(l => HashCode.Combine(l.Path, seed)).ToList();
        Assert.Equal(new SignedContent(leaves).Root, new SignedContent(shuffled).Root);
        var moved = leaves.Select((l, i) => i > 0 ? l : l with { Fields = new Dictionary<string, string> { ["a"] = l.Fields["a"] + "x", ["b"] = "" } });
        Assert.NotEqual(new SignedContent(leaves).Root, new SignedContent(moved).Root);
        Assert.NotEqual(new SignedContent(leaves).Root, new SignedContent(leaves.Skip(1)).Root);
    });

    [Fact]
    public void The_root_is_the_tree_of_RFC_6962_over_the_leaves()
    {
        var leaves = Enumerable.Range(0, 7).Select(i => new ContentLeaf($"l{i}", new Dictionary<string, string> { ["n"] = $"{i}" })).ToList();

        Assert.All(Enumerable.Range(1, 7), n => Assert.Equal(Convert.ToHexStringLower(Tree([.. leaves.Take(n).Select(l => l.Hash())])), new SignedContent(leaves.Take(n)).Root));
    }

    // As the standard words it: split at the greatest power of two below the number of leaves.
    private static byte[] Tree(byte[][] leaves)
    {
        if (leaves.Length == 1)
        {
            return leaves[0];
        }

        var k = 1;
        while (k * 2 < leaves.Length)
        {
            k *= 2;
        }

        return System.Security.Cryptography.SHA256.HashData([1, .. Tree(leaves[..k]), .. Tree(leaves[k..])]);
    }

    private static IEnumerable<(string Name, string Part, string Leaf, EvaluationFacts Changed)> Mutations()
    {
        foreach (var property in typeof(EvaluationFacts).GetProperties().Where(p => p.CanWrite && !CaseContent.NotSigned.ContainsKey(p.Name)))
        {
            var value = property.GetValue(Facts);
            if (value is IList list && list.Count > 0 && list[0]!.GetType() is { } item && item.Assembly == typeof(EvaluationFacts).Assembly)
            {
                foreach (var field in Settable(item))
                {
                    var copy = Copy(list[0]!);
                    field.SetValue(copy, Other(field.PropertyType, field.GetValue(copy)));
                    var all = Array.CreateInstance(item, list.Count);
                    list.CopyTo(all, 0);
                    all.SetValue(copy, 0);
                    yield return ($"{property.Name}.{field.Name}", Camel(property.Name), Camel(field.Name), With(property, all));
                }
            }
            else if (value is not null && value is not string && value is not IList && value.GetType() is { IsClass: true } record && record.Assembly == typeof(EvaluationFacts).Assembly)
            {
                foreach (var field in Settable(record))
                {
                    var copy = Copy(value);
                    field.SetValue(copy, Other(field.PropertyType, field.GetValue(copy)));
                    yield return ($"{property.Name}.{field.Name}", Camel(property.Name), Camel(field.Name), With(property, copy));
                }
            }
            else if (value is not IList { Count: 0 } || property.PropertyType.GenericTypeArguments is [{ IsClass: false }] or [{ Name: "String" }])
            {
                yield return (property.Name, "case", Camel(property.Name), With(property, Other(property.PropertyType, value)));
            }
        }
    }

    private static IEnumerable<PropertyInfo> Settable(Type type) => type.GetProperties().Where(p => p.CanWrite && p.GetIndexParameters().Length == 0);

    private static EvaluationFacts With(PropertyInfo property, object? value)
    {
        var copy = (EvaluationFacts)Copy(Facts);
        property.SetValue(copy, value);
        return copy;
    }

    private static object Copy(object record) => record.GetType().GetMethod("<Clone>$")!.Invoke(record, [])!;

    private static object? Other(Type type, object? value)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare switch
        {
            _ when bare == typeof(string) => (value as string ?? "") + "变",
            _ when bare == typeof(Guid) => Guid.CreateVersion7(),
            _ when bare == typeof(bool) => !(value as bool? ?? false),
            _ when bare == typeof(int) => (value as int? ?? 0) + 1,
            _ when bare == typeof(long) => (value as long? ?? 0) + 1,
            _ when bare == typeof(decimal) => (value as decimal? ?? 0) + 0.000000000001m,
            _ when bare == typeof(DateOnly) => (value as DateOnly? ?? new DateOnly(2026, 1, 1)).AddDays(1),
            _ when bare == typeof(DateTimeOffset) => (value as DateTimeOffset? ?? DateTimeOffset.UnixEpoch).AddMilliseconds(1),
            { IsEnum: true } => Enum.GetValues(bare).Cast<object>().First(v => !v.Equals(value)),
            { IsGenericType: true } => More(bare.GenericTypeArguments[0], (IEnumerable?)value),
            _ when value is not null => Inside(value),
            _ => RuntimeHelpers(bare),
        };
    }

    // One more in a list is a change of the list.
    private static Array More(Type item, IEnumerable? value)
    {
        List<object> all = [.. (value ?? Array.Empty<object>()).Cast<object>()];
        all.Add(item == typeof(string) || item.IsValueType ? Other(item, null)! : all.Count > 0 ? Inside(all[0]) : RuntimeHelpers(item));
        var array = Array.CreateInstance(item, all.Count);
        ((IList)all).CopyTo(array, 0);
        return array;
    }

    private static object Inside(object record)
    {
        var copy = Copy(record);
        var field = Settable(copy.GetType()).First();
        field.SetValue(copy, Other(field.PropertyType, field.GetValue(copy)));
        return copy;
    }

    private static object RuntimeHelpers(Type type)
    {
        var made = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        var field = Settable(type).First();
        field.SetValue(made, Other(field.PropertyType, null));
        return made;
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
