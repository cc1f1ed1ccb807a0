namespace EvaluatorSuite.Domain.Guides;

public enum EventKind { Performance, Competition, Conference, Exhibition, Other }

public static class EventKinds
{
    /// <summary>The words that files use.</summary>
    public static IReadOnlyDictionary<string, EventKind> Words { get; } = new Dictionary<string, EventKind>(StringComparer.Ordinal)
    {
        ["performance"] = EventKind.Performance,
        ["competition"] = EventKind.Competition,
        ["conference"] = EventKind.Conference,
        ["exhibition"] = EventKind.Exhibition,
        ["other"] = EventKind.Other,
    };
}
