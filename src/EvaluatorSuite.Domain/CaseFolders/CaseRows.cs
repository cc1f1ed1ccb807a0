using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Checklists;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Domain.Findings;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Independence;
using EvaluatorSuite.Domain.Offsets;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Domain.CaseFolders;

/// <summary>Reads the rows of a case, each against the guide pack and the keys of the file.</summary>
internal sealed class CaseRows(GuidePack guide, CaseKeys keys)
{
    public IReadOnlyList<T> Once<T>(JsonObjectReader root, string list, Func<JsonObjectReader, T> read, Func<T, string> key) => root.List(list, row =>
    {
        var value = read(row);
        if (key(value).Length > 0)
        {
            keys.Once(row, list, key(value), key(value));
        }

        return value;
    });

    public AnswerFacts Answer(JsonObjectReader a)
    {
        var item = a.Text("item", 100);
        CheckGuide(a, "item", item, guide.FindItem(item) is not null, "checklist", guide.Checklist.Select(i => i.Key));
        return new AnswerFacts
        {
            Item = item,
            Judgement = a.Choice("judgement", CaseWords.Judgements),
            Note = a.OptionalText("note") ?? "",
            Evidence = keys.Evidence(a),
        };
    }

    public LineFacts Line(JsonObjectReader l)
    {
        var unit = l.Text("unit", 40);
        if (unit.Length > 0 && Unit.Find(unit) is null)
        {
            l.Faults.Add(l.At("unit"), "unit.unknown", ("value", JsonText.Shorten(unit)), ("allowed", string.Join(", ", Unit.All.Select(u => u.Code))));
        }

        var factor = CaseReader.NullIfEmpty(l.OptionalText("factor", 100));
        if (factor is not null)
        {
            CheckGuide(l, "factor", factor, guide.FindFactor(factor) is not null, "factors", guide.Factors.Select(f => f.Key));
        }

        var own = l.OptionalInner("ownFactor") is { } inner ? ReadOwnFactor(inner) : null;
        if (factor is null == own is null)
        {
            l.Faults.Add(l.Path, factor is null ? "case.factor-missing" : "case.factor-twice");
        }

        var line = new LineFacts
        {
            Key = keys.NewKey(l, "inventory"),
            Source = Source(l),
            Stage = l.Choice("stage", CaseWords.Stages),
            Description = l.Text("description", 400),
            Amount = l.Amount("amount"),
            Unit = unit,
            Factor = factor,
            OwnFactor = own,
            ClaimedTonnes = l.Amount("claimedTonnes"),
            VerifiedAmount = l.OptionalAmount("verifiedAmount"),
            DifferenceReason = CaseReader.NullIfEmpty(l.OptionalText("differenceReason")),
            CrossCheck = CaseReader.NullIfEmpty(l.OptionalText("crossCheck")),
            Evidence = keys.Evidence(l),
        };
        if (keys.ChecksGuide && Unit.Find(unit) is not null && Inventory.Calculate(guide, line).Verified > Inventory.MaxTonnes)
        {
            l.Faults.Add(l.At("amount"), "case.tonnes-too-large", ("value", line.VerifiedAmount ?? line.Amount));
        }

        return line;
    }

    public ExclusionFacts Exclusion(JsonObjectReader e) => new() { Source = Source(e), Reason = e.OptionalText("reason") ?? "" };

    public static DeclarationFacts Declaration(JsonObjectReader d, CaseKeys keys) => new()
    {
        PersonId = keys.Person(d, "person"),
        SignedOn = d.Date("signedOn"),
        Threats = d.List("threats", t => new Threat(
            t.Choice("kind", CaseWords.Threats), t.Choice("level", CaseWords.Levels), t.Text("description"), CaseReader.NullIfEmpty(t.OptionalText("safeguard")))),
    };

    public static EvidenceFacts Evidence(JsonObjectReader e, CaseKeys keys)
    {
        var file = e.Text("file", 400);
        if (file.Length > 0 && EvidencePath.Fault(file) is { } fault)
        {
            e.Faults.Add(e.At("file"), fault);
        }

        var item = new EvidenceFacts
        {
            Key = keys.NewKey(e, "evidence"),
            File = file,
            Title = e.Text("title", 200),
            Kind = e.Text("kind", 60),
            ProvidedById = keys.Organization(e, "providedBy"),
            PeriodFrom = e.OptionalDate("periodFrom"),
            PeriodTo = e.OptionalDate("periodTo"),
        };
        if (item.PeriodFrom is { } from)
        {
            CaseKeys.CheckPeriod(e, from, item.PeriodTo, "periodFrom", "periodTo");
        }

        return item;
    }

    public static OffsetFacts Offset(JsonObjectReader o, CaseKeys keys)
    {
        var offset = new OffsetFacts
        {
            Key = keys.NewKey(o, "offsets"),
            Kind = o.Text("kind", 60),
            Registry = o.Text("registry", 200),
            Project = o.OptionalText("project", 200) ?? "",
            SerialFrom = o.Text("serialFrom", SerialRange.MaxLength),
            SerialTo = o.Text("serialTo", SerialRange.MaxLength),
            Tonnes = o.Amount("tonnes"),
            AcquiredBy = o.Choice("acquiredBy", CaseWords.Acquisitions),
            SellerId = keys.OptionalOrganization(o, "seller"),
            CancelledOn = o.OptionalDate("cancelledOn"),
            Certificate = CaseReader.NullIfEmpty(o.OptionalText("certificate", 200)),
            Evidence = keys.Evidence(o),
        };

        // Unicode's compatible forms can make a text longer: what is compared and indexed must fit too.
        var groups = SerialRange.Of(offset.SerialFrom, offset.SerialTo).Groups;
        if (Math.Max(groups.First.Length, groups.Last.Length) > SerialRange.MaxLength)
        {
            o.Faults.Add(o.At("serialFrom"), "json.text-length", ("length", Math.Max(groups.First.Length, groups.Last.Length)), ("max", SerialRange.MaxLength));
        }

        return offset;
    }

    public static FindingFacts Finding(JsonObjectReader f, CaseKeys keys)
    {
        var finding = new FindingFacts
        {
            Key = keys.NewKey(f, "findings"),
            Kind = f.Choice("kind", CaseWords.Findings),
            Requirement = f.Text("requirement"),
            Description = f.Text("description"),
            RaisedOn = f.Date("raisedOn"),
            DueOn = f.Date("dueOn"),
            Answer = CaseReader.NullIfEmpty(f.OptionalText("answer")),
            AnsweredOn = f.OptionalDate("answeredOn"),
            ClosedOn = f.OptionalDate("closedOn"),
            ClosedById = keys.OptionalPerson(f, "closedBy"),
        };
        CaseKeys.CheckPeriod(f, finding.RaisedOn, finding.ClosedOn, "raisedOn", "closedOn");
        return finding;
    }

    private static OwnFactor ReadOwnFactor(JsonObjectReader o)
    {
        var factor = new OwnFactor { Value = o.Amount("value"), Unit = o.Text("unit", 60), Source = o.Text("source"), Year = o.Whole("year", 1990, 2100) };
        if (factor.Unit.Length > 0 && FactorUnit.Parse(factor.Unit) is null)
        {
            o.Faults.Add(o.At("unit"), "unit.factor", ("value", JsonText.Shorten(factor.Unit)), ("allowed", string.Join(", ", Unit.All.Select(u => u.Code))));
        }

        o.Close();
        return factor;
    }

    private string Source(JsonObjectReader row)
    {
        var source = row.Text("source", 100);
        CheckGuide(row, "source", source, guide.FindSource(source) is not null, "sources", guide.Sources.Select(s => s.Key));
        return source;
    }

    private void CheckGuide(JsonObjectReader row, string property, string value, bool known, string list, IEnumerable<string> allowed)
    {
        if (keys.ChecksGuide && value.Length > 0 && !known)
        {
            row.Faults.Add(row.At(property), "case.not-in-guide", ("value", JsonText.Shorten(value)), ("list", list), ("guide", guide.Key), ("allowed", string.Join(", ", allowed)));
        }
    }
}
