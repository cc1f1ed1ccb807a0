using EvaluatorSuite.Domain.Guides;

namespace EvaluatorSuite.Domain.Engagements;

/// <summary>What keeps an engagement's own facts from being written down. The same limits as the case folder has.</summary>
public static class EngagementRefusals
{
    public static RefusalList OfEvent(EventFacts facts) => new RefusalList()
        .Need(nameof(facts.Name), facts.Name, 200)
        .Need(nameof(facts.Venue), facts.Venue, 200)
        .Need(nameof(facts.City), facts.City, 100)
        .Need(nameof(facts.Start), facts.Start)
        .Need(nameof(facts.End), facts.End)
        .Add(facts.Start > facts.End, nameof(facts.End), "engagement.event-ends-before", ("start", facts.Start), ("end", facts.End))
        .Add(facts.Attendance < 0, nameof(facts.Attendance), "engagement.below-zero")
        .Add(facts.AreaSquareMetres < 0, "Area", "engagement.below-zero");

    public static RefusalList OfTerms(TermsFacts facts) => new RefusalList()
        .Need(nameof(facts.ContractDate), facts.ContractDate)
        .Add(facts.MaterialityPercent is <= 0 or > 100, "Materiality", "engagement.materiality", ("value", facts.MaterialityPercent));

    public static RefusalList OfPlan(TermsFacts facts)
    {
        var list = new RefusalList().Fit("Purpose", facts.PlanPurpose).Fit("Basis", facts.PlanBasis).Fit("Content", facts.PlanContent);
        foreach (var (task, index) in facts.PlanSchedule.Select((t, i) => (t, i)))
        {
            list.Need("Schedule", task.Task, 400).Add(task.From > task.To, "Schedule", "engagement.task-ends-before", ("row", index + 1), ("task", task.Task));
        }

        return list;
    }

    public static RefusalList OfSiteVisit(TermsFacts facts) => new RefusalList()
        .Add(facts.SiteVisitFrom is null && string.IsNullOrWhiteSpace(facts.NoSiteVisitReason), "VisitFrom", "engagement.visit-or-reason")
        .Add(facts.SiteVisitFrom is not null && !string.IsNullOrWhiteSpace(facts.NoSiteVisitReason), "NoVisitReason", "engagement.visit-and-reason")
        .Add(facts.SiteVisitFrom is null != facts.SiteVisitTo is null, "VisitTo", "engagement.visit-one-date")
        .Add(facts.SiteVisitFrom > facts.SiteVisitTo, "VisitTo", "engagement.visit-ends-before")
        .Add(facts.SiteVisitFrom is not null && string.IsNullOrWhiteSpace(facts.SiteVisitPlace), "VisitPlace", "form.missing", ("field", RefusalList.Label("VisitPlace")))
        .Fit("VisitPlace", facts.SiteVisitPlace, 200).Fit("NoVisitReason", facts.NoSiteVisitReason);

    /// <param name="conflict">Whether a rule that nobody can lift stands against the body.</param>
    public static RefusalList OfContractReview(ContractReviewFacts facts, bool conflict) => new RefusalList()
        .Fit(nameof(facts.Note), facts.Note)
        .Add(facts.Accepted && !(facts.ScopeClear && facts.CompetentPeople && facts.TimeEnough && facts.Independent), "Accepted", "engagement.review-incomplete")
        .Add(facts.Accepted && conflict, "Accepted", "engagement.review-conflict")
        .Add(!facts.Accepted && string.IsNullOrWhiteSpace(facts.Note), nameof(facts.Note), "engagement.review-reason");

    /// <summary>Who measures the event as large, or null when the pack has no threshold for its kind.</summary>
    /// <returns>Whether any threshold of the kind is reached; a smaller event may follow the guide of its own accord (firm).</returns>
    public static bool? IsLarge(GuidePack guide, EventFacts facts)
    {
        var thresholds = guide.Thresholds.Where(t => t.EventKind == facts.Kind).ToList();
        return thresholds.Count == 0 ? null : thresholds.Any(t => Measure(t.Measure, facts) >= t.AtLeast);
    }

    private static decimal? Measure(string measure, EventFacts facts) =>
        measure.Contains("area", StringComparison.OrdinalIgnoreCase) ? facts.AreaSquareMetres : facts.Attendance;
}
