using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Domain.Guides;

/// <summary>Reads and checks a <c>guide.json</c>: its shape, its units, its keys, and that no rule of the product is without standing and source.</summary>
public static class GuidePackReader
{
    /// <summary>Firm: an organizer keeps its records for at least three years, and no pack may ask for less of the firm.</summary>
    public const int RetentionFloorYears = 3;

    /// <summary>Key of the checklist item that the tonnes themselves decide.</summary>
    public const string NeutralityItem = "impl.neutrality";

    private static readonly Dictionary<string, Standing> Standings = new(StringComparer.Ordinal)
    {
        ["firm"] = Standing.Firm,
        ["provisional"] = Standing.Provisional,
        ["house"] = Standing.House,
    };

    private static readonly Dictionary<string, ChecklistKind> ChecklistKinds = new(StringComparer.Ordinal)
    {
        ["basic"] = ChecklistKind.Basic,
        ["preferred"] = ChecklistKind.Preferred,
        ["veto"] = ChecklistKind.Veto,
    };

    private static readonly Dictionary<string, string> Phases = Words("prepare", "implement", "report");
    private static readonly Dictionary<string, string> Measures = Words("attendance", "areaSquareMetres");
    private static readonly Dictionary<string, string> Statuses = Words("current", "superseded");

    /// <exception cref="UnreadableException">With every fault and its path.</exception>
    public static GuidePack Read(ReadOnlyMemory<byte> utf8) => JsonReading.Read(GuidePack.FileName, utf8, root => ReadPack(root, ReadRule, Complete));

    /// <summary>
    /// Reads a pack that an engagement pinned under an earlier program. A rule that has come since is enforced all the same, as one of
    /// the house: an engagement must not escape it by being older. A rule that is gone is left out.
    /// </summary>
    /// <param name="newer">The basis of such a rule, for whoever reads why it is enforced.</param>
    /// <exception cref="UnreadableException">With every fault and its path.</exception>
    public static GuidePack ReadPinned(ReadOnlyMemory<byte> utf8, LocalizedText newer)
    {
        var pack = JsonReading.Read(GuidePack.FileName, utf8, root => ReadPack(root, AnyRule, (_, _) => { }));
        return pack with
        {
            Rules =
            [
                .. pack.Rules.Where(r => RuleKeys.All.Contains(r.Key)),
                .. RuleKeys.All.Except(pack.Rules.Select(r => r.Key)).Select(key => new GuideRule(key, Standing.House, newer)),
            ],
        };
    }

    private static GuidePack ReadPack(JsonObjectReader root, Func<JsonObjectReader, GuideRule> readRule, Action<JsonObjectReader, GuidePack> complete)
    {
        root.OptionalText("$schema");
        var pack = new GuidePack
        {
            Key = root.Text("key", 60),
            Version = root.Whole("version", 1, 10_000),
            Title = Localized(root, "title"),
            Note = Localized(root, "note"),
            Rules = Keyed(root, "rules", readRule, r => r.Key),
            Thresholds = root.List("thresholds", ReadThreshold),
            Sources = Keyed(root, "sources", s => new EmissionSource(s.Text("key"), Localized(s, "name"), s.Flag("direct"), StandingOf(s), SourceOf(s)), s => s.Key),
            Factors = Keyed(root, "factors", ReadFactor, f => f.Key),
            OffsetKinds = Keyed(root, "offsetKinds", k => new OffsetKind(k.Text("key"), Localized(k, "name"), StandingOf(k), SourceOf(k)), k => k.Key),
            Checklist = Keyed(root, "checklist", ReadItem, i => i.Key),
            Limits = root.Inside("limits", NoLimits, ReadLimits),
            Outline = Keyed(root, "outline", ReadHeading, h => h.Key),
            ReportTemplate = root.Inside("templates", "", t => t.Text("report", 200)),
        };

        complete(root, pack);
        CheckWhole(root, pack);
        return pack;
    }

    private static void CheckWhole(JsonObjectReader root, GuidePack pack)
    {
        if (pack.Key.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
        {
            root.Faults.Add("$.key", "guide.key", ("value", pack.Key));
        }

        if (pack.Checklist.FirstOrDefault(i => i.Key == NeutralityItem) is not { Kind: ChecklistKind.Veto })
        {
            root.Faults.Add("$.checklist", "guide.neutrality-item", ("item", NeutralityItem));
        }

        foreach (var (list, count) in new[] { ("sources", pack.Sources.Count), ("offsetKinds", pack.OffsetKinds.Count), ("outline", pack.Outline.Count) }.Where(l => l.Item2 == 0))
        {
            root.Faults.Add($"$.{list}", "json.missing");
        }

        if (pack.ReportTemplate.Length > 0 && (pack.ReportTemplate.Any(c => c is '/' or '\\' or ':') || !pack.ReportTemplate.EndsWith(".docx", StringComparison.OrdinalIgnoreCase)))
        {
            root.Faults.Add("$.templates.report", "guide.template-name", ("value", pack.ReportTemplate));
        }
    }

    private static void Complete(JsonObjectReader root, GuidePack pack)
    {
        foreach (var missing in RuleKeys.All.Except(pack.Rules.Select(r => r.Key)))
        {
            root.Faults.Add("$.rules", "guide.rule-missing", ("rule", missing));
        }
    }

    private static GuideRule AnyRule(JsonObjectReader rule) => new(rule.Text("key"), StandingOf(rule), SourceOf(rule));

    private static GuideRule ReadRule(JsonObjectReader rule)
    {
        var key = rule.Text("key");
        if (key.Length > 0 && !RuleKeys.All.Contains(key))
        {
            rule.Faults.Add(rule.At("key"), "guide.rule-unknown", ("rule", key), ("allowed", string.Join(", ", RuleKeys.All)));
        }

        return AnyRule(rule);
    }

    private static Threshold ReadThreshold(JsonObjectReader threshold) => new(
        threshold.Choice("eventKind", EventKinds.Words), threshold.Choice("measure", Measures), threshold.Amount("atLeast"), StandingOf(threshold), SourceOf(threshold));

    private static Factor ReadFactor(JsonObjectReader factor)
    {
        var unitText = factor.Text("unit", 60);
        var unit = FactorUnit.Parse(unitText);
        if (unit is null && unitText.Length > 0)
        {
            factor.Faults.Add(factor.At("unit"), "unit.factor", ("value", unitText), ("allowed", UnitCodes));
        }

        var value = factor.OptionalAmount("value");
        var fuel = factor.Has("fuel")
            ? factor.Inside<FuelProperties?>("fuel", null, f => new FuelProperties(f.Amount("netCalorificValue"), f.Amount("carbonContent"), f.Amount("oxidation")))
            : null;
        if (factor.Has("value") == factor.Has("fuel"))
        {
            factor.Faults.Add(factor.Path, "guide.factor-value");
        }

        if (fuel is { Oxidation: > 1 })
        {
            factor.Faults.Add(factor.At("fuel.oxidation"), "guide.oxidation", ("value", fuel.Oxidation));
        }

        if (fuel is not null && unit is { MassUnit: not "t" })
        {
            factor.Faults.Add(factor.At("unit"), "guide.fuel-unit", ("value", unitText));
        }

        return new Factor
        {
            Key = factor.Text("key"),
            Name = Localized(factor, "name"),
            Unit = unit ?? new FactorUnit("t", "CO2", Unit.All[0]),
            Value = value,
            Fuel = fuel,
            Scope = Localized(factor, "scope"),
            Region = Localized(factor, "region"),
            DataYear = factor.Whole("dataYear", 1990, 2100),
            Document = Localized(factor, "document"),
            Status = factor.Choice("status", Statuses),
            Standing = StandingOf(factor),
            Source = SourceOf(factor),
        };
    }

    private static ChecklistItem ReadItem(JsonObjectReader item) => new(
        item.Text("key"), item.Choice("phase", Phases), item.Choice("kind", ChecklistKinds), Localized(item, "requirement"), StandingOf(item), SourceOf(item));

    private static OutlineHeading ReadHeading(JsonObjectReader heading) => new(
        heading.Text("key"), heading.OptionalText("number", 20) ?? "", heading.Whole("level", 1, 3), Localized(heading, "title"), StandingOf(heading), SourceOf(heading));

    private static Limits ReadLimits(JsonObjectReader limits)
    {
        var floor = ReadLimit(limits, "retentionFloorYears", RetentionFloorYears, 100);
        return new Limits
        {
            PersonLookBackYears = ReadLimit(limits, "personLookBackYears", 0, 50),
            EarlierServiceLookBackYears = ReadLimit(limits, "earlierServiceLookBackYears", 0, 50),
            TeamMinimum = ReadLimit(limits, "teamMinimum", 1, 100),
            MaterialityPercent = ReadLimit(limits, "materialityPercent", 0, 100, whole: false),
            OffsetDeadlineYears = ReadLimit(limits, "offsetDeadlineYears", 0, 50),
            RetentionFloorYears = floor,
            RetentionDefaultYears = ReadLimit(limits, "retentionDefaultYears", floor.Value, 100),
        };
    }

    private static Limit ReadLimit(JsonObjectReader limits, string name, decimal min, decimal max, bool whole = true) =>
        limits.Inside(name, NoLimit, limit =>
        {
            var value = limit.Amount("value");
            if (value < min || value > max || (whole && value != decimal.Truncate(value)))
            {
                limit.Faults.Add(limit.At("value"), "guide.limit", ("value", value), ("min", min), ("max", max));
            }

            return new Limit(value, StandingOf(limit), SourceOf(limit));
        });

    private static List<T> Keyed<T>(JsonObjectReader root, string name, Func<JsonObjectReader, T> read, Func<T, string> key)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. root.List(name, item =>
            {
                var value = read(item);
                if (key(value).Length > 0 && !seen.Add(key(value)))
                {
                    item.Faults.Add(item.At("key"), "json.duplicate-key", ("key", key(value)), ("list", name));
                }

                return value;
            }),
        ];
    }

    private static LocalizedText Localized(JsonObjectReader parent, string name) =>
        parent.Inside(name, new LocalizedText("", ""), text => new LocalizedText(text.Text("zh"), text.Text("en")));

    private static Standing StandingOf(JsonObjectReader parent) => parent.Choice("standing", Standings);

    private static LocalizedText SourceOf(JsonObjectReader parent) => Localized(parent, "source");

    private static Dictionary<string, string> Words(params string[] words) => words.ToDictionary(w => w, StringComparer.Ordinal);

    private static string UnitCodes => string.Join(", ", Unit.All.Select(u => u.Code));

    // Stands in for a missing part until the faults are thrown; never leaves the reader.
    private static readonly Limit NoLimit = new(RetentionFloorYears, Standing.Provisional, new LocalizedText("", ""));

    private static readonly Limits NoLimits = new()
    {
        PersonLookBackYears = NoLimit,
        EarlierServiceLookBackYears = NoLimit,
        TeamMinimum = NoLimit,
        MaterialityPercent = NoLimit,
        OffsetDeadlineYears = NoLimit,
        RetentionFloorYears = NoLimit,
        RetentionDefaultYears = NoLimit,
    };
}
