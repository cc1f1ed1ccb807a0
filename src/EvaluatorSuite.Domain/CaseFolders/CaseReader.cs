using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Domain.CaseFolders;

/// <summary>Reads a <c>case.json</c>, with every fault at once. Whether the evidence files are there is asked later, where files can be seen.</summary>
public sealed class CaseReader
{
    private readonly GuidePack _guide;
    private readonly CaseKeys _keys;
    private readonly Guid _engagementId = Guid.CreateVersion7();

    private CaseReader(GuidePack guide, CaseKeys keys) => (_guide, _keys) = (guide, keys);

    /// <param name="guides">The packs that the installation has, by key.</param>
    /// <exception cref="UnreadableException">With every fault and its path.</exception>
    public static CaseFile Read(ReadOnlyMemory<byte> utf8, IReadOnlyDictionary<string, GuidePack> guides) => JsonReading.Read(CaseFile.FileName, utf8, root =>
    {
        var key = root.Text("guide");
        if (key.Length > 0 && !guides.ContainsKey(key))
        {
            root.Faults.Add("$.guide", "case.guide", ("value", JsonText.Shorten(key)), ("allowed", string.Join(", ", guides.Keys.Order(StringComparer.Ordinal))));
        }

        // With an unknown guide the rest is still read, against any pack, but what the pack would have to know is not called a fault.
        var known = guides.TryGetValue(key, out var guide);
        return new CaseReader(guide ?? guides.Values.First(), new CaseKeys(root.Faults, checkGuide: known)).ReadCase(root);
    });

    private CaseFile ReadCase(JsonObjectReader root)
    {
        var organizations = root.List("organizations", ReadOrganization);
        var ownerships = root.List("ownership", ReadOwnership);
        var people = root.List("people", ReadPerson);
        var employments = root.List("employments", ReadEmployment);
        var services = root.List("services", ReadService);
        var firm = _keys.Organization(root, "firm");
        var @event = root.Inside("event", new EventFacts(), ReadEvent);
        var evidence = root.List("evidence", e => CaseRows.Evidence(e, _keys));
        var rows = new CaseRows(_guide, _keys);

        return new CaseFile
        {
            EngagementId = _engagementId,
            Guide = _guide,
            Registry = new Registry
            {
                Organizations = organizations,
                Ownerships = ownerships,
                People = people,
                Employments = employments,
                Services = services,
                Keys = _keys.ById,
            },
            Event = @event,
            Terms = root.Inside("engagement", new TermsFacts(), e => ReadTerms(e, firm)),
            Team = _team,
            Declarations = root.List("declarations", d => CaseRows.Declaration(d, _keys)),
            Evidence = evidence,
            Checklist = rows.Once(root, "checklist", rows.Answer, a => a.Item),
            Inventory = root.List("inventory", rows.Line),
            ExcludedSources = rows.Once(root, "excludedSources", rows.Exclusion, e => e.Source),
            Offsets = root.List("offsets", o => CaseRows.Offset(o, _keys)),
            Findings = root.List("findings", f => CaseRows.Finding(f, _keys)),
        };
    }

    private IReadOnlyList<TeamFacts> _team = [];

    private OrganizationFacts ReadOrganization(JsonObjectReader o)
    {
        var id = _keys.NewOrganization(o);
        var uscc = o.Text("uscc", 60);
        if (uscc.Length > 0 && SocialCreditCode.Fault(uscc) is { } fault)
        {
            o.Faults.Add(o.At("uscc"), fault);
        }
        else if (uscc.Length > 0)
        {
            _keys.Once(o, "organizations", $"uscc {uscc}", uscc, "uscc");
        }

        return new OrganizationFacts(id, o.Text("name", 200).Trim(), uscc, NullIfEmpty(o.OptionalText("legalRepresentative", 100)));
    }

    private OwnershipFacts ReadOwnership(JsonObjectReader o)
    {
        var ownership = new OwnershipFacts(_keys.Organization(o, "parent"), _keys.Organization(o, "child"), o.Amount("percent"));
        if (ownership.Percent > 100)
        {
            o.Faults.Add(o.At("percent"), "case.percent", ("value", ownership.Percent));
        }

        if (ownership.ParentId == Guid.Empty || ownership.ChildId == Guid.Empty)
        {
            return ownership;
        }

        if (ownership.ParentId == ownership.ChildId)
        {
            o.Faults.Add(o.Path, "case.owns-itself");
        }

        _keys.Once(o, "ownership", $"{ownership.ParentId}/{ownership.ChildId}", o.OptionalText("parent") + " → " + o.OptionalText("child"));
        return ownership;
    }

    private PersonFacts ReadPerson(JsonObjectReader p)
    {
        var id = _keys.NewPerson(p);
        var email = NullIfEmpty(p.OptionalText("email", 200))?.ToLowerInvariant();
        if (email is not null && (email.IndexOf('@', StringComparison.Ordinal) is var at && (at < 1 || at != email.LastIndexOf('@') || at == email.Length - 1)))
        {
            p.Faults.Add(p.At("email"), "case.email", ("value", JsonText.Shorten(email)));
        }
        else if (email is not null)
        {
            _keys.Once(p, "email", email, email);
        }

        return new PersonFacts(id, p.Text("name", 100).Trim(), email, [.. p.Texts("qualifications").Select(q => q.Text)]);
    }

    private EmploymentFacts ReadEmployment(JsonObjectReader e)
    {
        var employment = new EmploymentFacts(
            _keys.Person(e, "person"), _keys.Organization(e, "organization"), e.Date("from"), e.OptionalDate("to"), NullIfEmpty(e.OptionalText("role", 200)));
        CaseKeys.CheckPeriod(e, employment.From, employment.To);
        return employment;
    }

    private ServiceFacts ReadService(JsonObjectReader s)
    {
        var name = NullIfEmpty(s.OptionalText("event", 200));
        var service = new ServiceFacts(
            _keys.Organization(s, "provider"), _keys.Organization(s, "organizer"), name == "this" ? _engagementId : null, name == "this" ? null : name,
            s.Choice("kind", CaseWords.Services), s.Date("from"), s.Date("to"), [.. s.Texts("people").Select(p => _keys.Person(s, p.Text, p.Path))]);
        CaseKeys.CheckPeriod(s, service.From, service.To);
        return service;
    }

    private EventFacts ReadEvent(JsonObjectReader e)
    {
        var facts = new EventFacts
        {
            Name = e.Text("name", 200).Trim(),
            Kind = e.Choice("kind", EventKinds.Words),
            OrganizerId = _keys.Organization(e, "organizer"),
            Venue = e.Text("venue", 200),
            City = e.Text("city", 100),
            Start = e.Date("start"),
            End = e.Date("end"),
            Attendance = e.OptionalWhole("attendance", 0, int.MaxValue),
            AreaSquareMetres = e.OptionalAmount("areaSquareMetres"),
        };
        CaseKeys.CheckPeriod(e, facts.Start, facts.End, "start", "end");
        return facts;
    }

    private TermsFacts ReadTerms(JsonObjectReader e, Guid firm)
    {
        var visit = e.OptionalInner("siteVisit");
        var plan = e.OptionalInner("plan");
        _team = e.List("team", ReadMember);
        var terms = new TermsFacts
        {
            FirmId = firm,
            ClientId = _keys.Organization(e, "client"),
            ContractDate = e.Date("contractDate"),
            ReviewerId = _keys.OptionalPerson(e, "reviewer"),
            ApproverId = _keys.OptionalPerson(e, "approver"),
            MaterialityPercent = e.OptionalAmount("materialityPercent") ?? _guide.Limits.MaterialityPercent.Value,
            SiteVisitFrom = visit?.Date("from"),
            SiteVisitTo = visit?.Date("to"),
            SiteVisitPlace = visit?.Text("place", 200),
            NoSiteVisitReason = NullIfEmpty(e.OptionalText("noSiteVisitReason")),
            PlanPurpose = plan?.OptionalText("purpose"),
            PlanBasis = plan?.OptionalText("basis"),
            PlanContent = plan?.OptionalText("content"),
            PlanSchedule = plan?.List("schedule", ReadTask) ?? [],
        };

        if (visit is not null)
        {
            CaseKeys.CheckPeriod(visit, terms.SiteVisitFrom!.Value, terms.SiteVisitTo);
        }

        if (terms.MaterialityPercent > 100)
        {
            e.Faults.Add(e.At("materialityPercent"), "case.percent", ("value", terms.MaterialityPercent));
        }

        visit?.Close();
        plan?.Close();
        return terms;
    }

    private TeamFacts ReadMember(JsonObjectReader m)
    {
        var member = new TeamFacts
        {
            PersonId = _keys.Person(m, "person"),
            Role = m.Choice("role", CaseWords.TeamRoles),
            Duties = m.OptionalText("duties") ?? "",
            From = m.Date("from"),
            To = m.OptionalDate("to"),
        };
        CaseKeys.CheckPeriod(m, member.From, member.To);
        return member;
    }

    private static PlanTask ReadTask(JsonObjectReader t)
    {
        var task = new PlanTask(t.Text("task", 400), t.Date("from"), t.Date("to"));
        CaseKeys.CheckPeriod(t, task.From, task.To);
        return task;
    }

    internal static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
