namespace EvaluatorSuite.Domain.Engagements;

/// <summary>One evaluation of one event, 评价项目. The guide pack is pinned by its digest when it is opened and never drifts.</summary>
public sealed class Engagement : Row
{
    private Engagement()
    {
    }

    public Engagement(Guid id, EventFacts @event, TermsFacts terms, string guideKey, string guideDigest, Guid openedBy, Guid? openerPersonId, DateTimeOffset openedAt) : base(id)
    {
        Event = @event;
        Terms = terms;
        GuideKey = guideKey;
        GuideDigest = guideDigest;
        OpenedBy = openedBy;
        OpenerPersonId = openerPersonId;
        OpenedAt = openedAt;
        ReviewerId = terms.ReviewerId;
        ApproverId = terms.ApproverId;
    }

    public EventFacts Event { get; private set; } = null!;
    public TermsFacts Terms { get; private set; } = null!;
    public string GuideKey { get; private set; } = "";

    /// <summary>SHA-256 over the guide pack and its report template, in hexadecimal.</summary>
    public string GuideDigest { get; private set; } = "";

    public Guid OpenedBy { get; private set; }

    /// <summary>Who that was, as the registry knew them then: what binds them binds the engagement, whoever leads it afterwards.</summary>
    public Guid? OpenerPersonId { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>The same as in the terms; here they can be indexed.</summary>
    public Guid? ReviewerId { get; private set; }

    public Guid? ApproverId { get; private set; }

    /// <summary>Set when nothing more is done in it, whether it was finished or given up.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public string? ClosedReason { get; private set; }

    /// <summary>What the event was called before: a service that was given for it under such a name is still one for it.</summary>
    public IReadOnlyList<string> FormerEventNames { get; private set; } = [];

    /// <summary>Who organized it before, as it was on record: whoever is bound to one of them stays bound (docs/decisions/0012).</summary>
    public IReadOnlyList<Guid> FormerOrganizerIds { get; private set; } = [];

    /// <summary>The earliest contract date that was on record before the present one; null where none was earlier (docs/decisions/0013).</summary>
    public DateOnly? EarlierContractDate { get; private set; }

    /// <summary>Who was on record as the seller of units here and is so no longer: only the impartiality officer says that it was a mistake (docs/decisions/0015).</summary>
    public IReadOnlyList<Guid> FormerSellerIds { get; private set; } = [];

    /// <summary>Number of the issued report in whose place a new one is being made; null where none is.</summary>
    public string? AmendsNumber { get; private set; }

    public AmendmentKind? AmendmentKind { get; private set; }

    public string? AmendmentReason { get; private set; }

    public AmendmentFacts? Amendment => AmendsNumber is { } number ? new AmendmentFacts(number, AmendmentKind!.Value, AmendmentReason!) : null;

    public void Amend(AmendmentFacts? amendment) => (AmendsNumber, AmendmentKind, AmendmentReason) = (amendment?.Number, amendment?.Kind, amendment?.Reason);

    public void KeepSeller(Guid organizationId) => FormerSellerIds = FormerSellerIds.Contains(organizationId) ? FormerSellerIds : [.. FormerSellerIds, organizationId];

    public void SellerWasMistaken(Guid organizationId) => FormerSellerIds = [.. FormerSellerIds.Where(s => s != organizationId)];

    public void CorrectEvent(EventFacts @event)
    {
        FormerOrganizerIds = @event.OrganizerId == Event.OrganizerId || FormerOrganizerIds.Contains(Event.OrganizerId) ? FormerOrganizerIds : [.. FormerOrganizerIds, Event.OrganizerId];
        FormerEventNames = @event.Name == Event.Name || FormerEventNames.Contains(Event.Name) ? FormerEventNames : [.. FormerEventNames, Event.Name];
        Event = @event;
    }

    public void ChangeTerms(TermsFacts terms)
    {
        var earliest = EarlierContractDate < Terms.ContractDate ? EarlierContractDate.Value : Terms.ContractDate;
        EarlierContractDate = earliest < terms.ContractDate ? earliest : null;
        (Terms, ReviewerId, ApproverId) = (terms, terms.ReviewerId, terms.ApproverId);
    }

    public void Close(string reason, DateTimeOffset at) => (ClosedReason, ClosedAt) = (reason, at);

    public void Reopen() => (ClosedReason, ClosedAt) = (null, null);
}

/// <summary>The key that a case folder used for an organization or a person, so that a verdict speaks the language of the folder.</summary>
public sealed class CaseKey
{
    private CaseKey()
    {
    }

    public CaseKey(Guid engagementId, Guid targetId, string key) => (EngagementId, TargetId, Key) = (engagementId, targetId, key);

    public Guid EngagementId { get; private set; }
    public Guid TargetId { get; private set; }
    public string Key { get; private set; } = "";
}
