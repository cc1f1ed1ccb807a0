namespace EvaluatorSuite.Web.Uploads;

/// <summary>What the form for files needs.</summary>
/// <param name="Attach">The row that the files are given for.</param>
/// <param name="Described">Whether title, kind and period are asked for.</param>
/// <param name="Providers">Organizations that the files may come from; empty where it can only be one.</param>
public sealed record UploadForm(string Id, string Action, string? Attach, bool Described, IReadOnlyList<(Guid Id, string Name)> Providers, int MostMegabytes)
{
    /// <summary>Kinds of evidence that have a name; keys of the texts <c>term.evidenceKind.…</c>.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "implementation-plan", "commitment", "contract", "invoice", "receipt", "purchase-order", "purchase-agreement", "donation-agreement", "meter-reading", "ledger",
        "statement", "survey", "ticket", "attendance-list", "sign-in-sheet", "interview-record", "meeting-minutes", "site-visit-record", "vehicle-log", "weighing-record",
        "monitoring-data", "test-report", "calculation", "accounting-report", "cancellation-certificate", "registry-extract", "permit", "disclosure", "screenshot", "photo",
        "video", "declaration", "other",
    ];
}
