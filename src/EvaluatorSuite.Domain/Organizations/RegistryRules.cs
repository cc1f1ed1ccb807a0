namespace EvaluatorSuite.Domain.Organizations;

/// <summary>What may be entered in the registry; every reason why not, at once. Fields are called as the forms call them.</summary>
public static class RegistryRules
{
    public const int OrganizationNameLength = 200;
    public const int PersonNameLength = 100;
    public const int EmailLength = 200;

    public static IReadOnlyList<Refusal> Organization(OrganizationFacts facts, bool codeIsTaken)
    {
        var refusals = new List<Refusal>();
        Text(refusals, facts.Name, OrganizationNameLength, "Name");
        Optional(refusals, facts.LegalRepresentative, PersonNameLength, "Representative");
        if (SocialCreditCode.Fault(facts.Uscc) is { } fault)
        {
            refusals.Add(new Refusal(fault, "Uscc"));
        }
        else if (codeIsTaken)
        {
            refusals.Add(new Refusal(new Message("organization.code-taken", ("code", facts.Uscc)), "Uscc"));
        }

        return refusals;
    }

    public static IReadOnlyList<Refusal> OrganizationName(string name)
    {
        var refusals = new List<Refusal>();
        Text(refusals, name, OrganizationNameLength, "Name");
        return refusals;
    }

    public static IReadOnlyList<Refusal> Representative(OrganizationFacts organization, string name, MistakenRepresentative? mistaken, bool officer)
    {
        var refusals = new List<Refusal>();
        Text(refusals, name, PersonNameLength, "Representative");
        if (organization.Representatives.Contains(name))
        {
            refusals.Add(new Refusal(new Message("representative.known", ("name", name)), "Representative"));
        }
        else if (mistaken is not null && !officer)
        {
            refusals.Add(DeclaredMistaken(mistaken.Reason, "Representative"));
        }

        return refusals;
    }

    /// <param name="emailOwner">The name of somebody else who has or had this address.</param>
    /// <param name="namesakes">Others of this name; null when whoever enters it has said that it is another person.</param>
    public static IReadOnlyList<Refusal> Person(string name, string? email, string? emailOwner, IReadOnlyList<string>? namesakes)
    {
        var refusals = new List<Refusal>();
        Text(refusals, name, PersonNameLength, "Name");
        Optional(refusals, email, EmailLength, "Email");
        if (email is not null && !IsEmail(email))
        {
            refusals.Add(new Refusal(new Message("person.email", ("value", email)), "Email"));
        }

        if (emailOwner is not null)
        {
            refusals.Add(new Refusal(new Message("person.email-taken", ("value", email!), ("name", emailOwner)), "Email"));
        }

        if (namesakes is { Count: > 0 })
        {
            refusals.Add(new Refusal(new Message("person.namesakes", ("name", name), ("people", string.Join(" · ", namesakes))), "Another"));
        }

        return refusals;
    }

    /// <param name="ofChild">Every share in the child on record, mistaken ones too.</param>
    /// <param name="officer">Whether the impartiality officer enters it: what was declared mistaken is theirs to enter again.</param>
    public static IReadOnlyList<Refusal> Ownership(Guid? parentId, Guid? childId, decimal percent, IReadOnlyList<Ownership> ofChild, bool officer)
    {
        var refusals = new List<Refusal>();
        if (percent is <= 0 or > 100)
        {
            refusals.Add(new Refusal(new Message("ownership.percent", ("percent", percent)), "Percent"));
        }

        if (parentId is null || childId is null)
        {
            return refusals;
        }

        if (parentId == childId)
        {
            refusals.Add(new Refusal(new Message("ownership.self"), "Parent"));
        }

        var same = ofChild.Where(o => o.ParentId == parentId).ToList();
        if (same.Find(o => o.Counts) is { } known && percent <= known.Percent)
        {
            refusals.Add(new Refusal(new Message(percent == known.Percent ? "ownership.known" : "ownership.weaker", ("percent", new Percentage(known.Percent))), "Percent"));
        }
        else if (!officer && same.Find(o => !o.Counts && o.Percent == percent) is { } mistaken)
        {
            refusals.Add(DeclaredMistaken(mistaken.MistakenReason!, "Percent"));
        }

        var others = ofChild.Where(o => o.Counts && o.ParentId != parentId).Sum(o => o.Percent);
        if (others + percent > 100 && percent <= 100)
        {
            refusals.Add(new Refusal(new Message("ownership.sum", ("others", new Percentage(others)), ("left", new Percentage(Math.Max(0, 100 - others)))), "Percent"));
        }

        return refusals;
    }

    public static IReadOnlyList<Refusal> Employment(Guid? personId, Guid? employerId, DateOnly? from, DateOnly? to, IReadOnlyList<Employment> ofPerson, bool officer)
    {
        var refusals = Dates(from, to, "employment.dates");
        var same = ofPerson.Where(e => e.PersonId == personId && e.OrganizationId == employerId && e.From == from && e.To == to).ToList();
        if (same.Exists(e => e.Counts))
        {
            refusals.Add(new Refusal(new Message("employment.known"), "Since"));
        }
        else if (!officer && same.Count > 0)
        {
            refusals.Add(DeclaredMistaken(same[0].MistakenReason!, "Since"));
        }

        return refusals;
    }

    /// <summary>An end in the past takes away days that are on record, and a later end gives days: the first is no plain ending.</summary>
    public static IReadOnlyList<Refusal> EmploymentEnd(Employment employment, DateOnly on, DateOnly today)
    {
        var refusals = new List<Refusal>();
        if (!employment.Counts)
        {
            refusals.Add(new Refusal("mistake.already"));
        }

        if (on < employment.From)
        {
            refusals.Add(new Refusal(new Message("employment.dates", ("from", employment.From), ("to", on)), "Until"));
        }
        else if (employment.To is { } to ? on <= to : on < today)
        {
            refusals.Add(new Refusal(new Message("employment.end-weaker", ("earliest", employment.To?.AddDays(1) ?? today)), "Until"));
        }

        return refusals;
    }

    /// <param name="known">Services on record to the same organizer, mistaken ones too.</param>
    public static IReadOnlyList<Refusal> Service(Guid? providerId, Guid? organizerId, string? eventName, DateOnly? from, DateOnly? to, NeutralityService? service, IReadOnlyList<NeutralityService> known, bool officer)
    {
        var refusals = Dates(from, to, "service.dates");
        if (to is null)
        {
            refusals.Add(new Refusal(new Message("registry.text-missing"), "Until"));
        }

        Optional(refusals, eventName, OrganizationNameLength, "EventName");
        if (providerId is not null && providerId == organizerId)
        {
            refusals.Add(new Refusal(new Message("service.self"), "Organizer"));
        }

        var same = service is null ? [] : known.Where(s => s.Identity == service.Identity).ToList();
        if (same.Exists(s => s.Counts))
        {
            refusals.Add(new Refusal(new Message("service.known"), "Since"));
        }
        else if (!officer && same.Count > 0)
        {
            refusals.Add(DeclaredMistaken(same[0].MistakenReason!, "Since"));
        }

        return refusals;
    }

    public static IReadOnlyList<Refusal> Mistake(bool already, string reason)
    {
        var refusals = new List<Refusal>();
        if (already)
        {
            refusals.Add(new Refusal("mistake.already"));
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            refusals.Add(new Refusal(new Message("mistake.reason"), "Reason"));
        }

        Optional(refusals, reason, RegisteredFact.ReasonLength, "Reason");
        return refusals;
    }

    public static bool IsEmail(string text) =>
        text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.Any(char.IsWhiteSpace);

    private static Refusal DeclaredMistaken(string reason, string field) => new(new Message("registry.declared-mistaken", ("reason", reason)), field);

    private static List<Refusal> Dates(DateOnly? from, DateOnly? to, string code)
    {
        List<Refusal> refusals = [];
        if (from is null)
        {
            refusals.Add(new Refusal(new Message("registry.text-missing"), "Since"));
        }

        if (to < from)
        {
            refusals.Add(new Refusal(new Message(code, ("from", from!.Value), ("to", to!.Value)), "Until"));
        }

        return refusals;
    }

    private static void Text(List<Refusal> refusals, string text, int max, string field)
    {
        if (text.Length == 0)
        {
            refusals.Add(new Refusal(new Message("registry.text-missing"), field));
        }

        Optional(refusals, text, max, field);
    }

    private static void Optional(List<Refusal> refusals, string? text, int max, string field)
    {
        if (text?.Length > max)
        {
            refusals.Add(new Refusal(new Message("registry.text-long", ("length", text.Length), ("max", max)), field));
        }
    }
}
