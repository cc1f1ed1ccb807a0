namespace EvaluatorSuite.Domain.Evidence;

public static class RequestRefusals
{
    public static RefusalList ToAsk(RequestFacts request) => new RefusalList()
        .Need(nameof(request.Title), request.Title, 200)
        .Fit(nameof(request.Description), request.Description)
        .Fit(nameof(request.Kind), request.Kind, 60)
        .Need(nameof(request.DueOn), request.DueOn)
        .Add(request.DueOn != default && request.DueOn < request.RequestedOn, nameof(request.DueOn), "request.due-past", ("today", request.RequestedOn));

    /// <summary>The organizer says that this is all. Nothing given needs a word why.</summary>
    public static RefusalList ToGive(RequestFacts request, string? remark) => new RefusalList()
        .Fit(nameof(request.Remark), remark)
        .Add(request.IsEnded, "", "request.ended")
        .Add(!request.IsEnded && request.GivenOn is not null, "", "request.given-already")
        .Add(request.Given.Count == 0 && string.IsNullOrWhiteSpace(remark), nameof(request.Remark), "request.nothing-given");

    public static RefusalList ToAccept(RequestFacts request) => new RefusalList()
        .Add(request.IsEnded, "", "request.ended")
        .Add(!request.IsEnded && request.GivenOn is null && request.Given.Count == 0, "", "request.not-given");

    public static RefusalList ToReturn(RequestFacts request, string? reason, DateOnly due, DateOnly today) => new RefusalList()
        .Need("Reason", reason)
        .Need("NextDue", due)
        .Add(request.IsEnded, "", "request.ended")
        .Add(!request.IsEnded && request.GivenOn is null, "", "request.not-given")
        .Add(due != default && due < today, "NextDue", "request.due-past", ("today", today));

    public static RefusalList ToWithdraw(RequestFacts request) => new RefusalList().Add(request.IsEnded, "", "request.ended");
}
