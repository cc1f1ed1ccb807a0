namespace EvaluatorSuite.Domain.Evidence;

public static class EvidenceRefusals
{
    public static RefusalList ToTakeIn(string? title, string? kind, DateOnly? from, DateOnly? to) => new RefusalList()
        .Fit("Title", title, 200)
        .Fit("Kind", kind, 60)
        .Add(from > to, "PeriodTo", "evidence.period-ends-before");

    /// <param name="name">As the browser gave it; only its last part is kept.</param>
    /// <param name="most">The largest file that is taken, in bytes.</param>
    public static Message? ToKeep(string name, FileType? type, long size, long most) =>
        name.Length == 0 || EvidencePath.Fault(name) is not null || name.Any(char.IsControl) ? new Message("upload.name", ("file", name))
        : name.Length > 400 ? new Message("upload.name-too-long", ("file", name[..60] + "…"))
        : size == 0 ? new Message("upload.empty", ("file", name))
        : type is null ? new Message("upload.type", ("file", name), ("allowed", string.Join(' ', FileType.All.SelectMany(t => t.Extensions).Distinct().Order(StringComparer.Ordinal))))
        : !type.Extensions.Contains(Path.GetExtension(name).ToLowerInvariant()) ? new Message("upload.type-differs", ("file", name), ("is", type.Name))
        : size > most ? new Message("upload.too-large", ("file", name), ("most", (int)(most / 1_000_000)))
        : null;

    /// <summary>The engagement's quota has no room for it.</summary>
    public static Message Quota(string name) => new("upload.quota", ("file", name));
}
