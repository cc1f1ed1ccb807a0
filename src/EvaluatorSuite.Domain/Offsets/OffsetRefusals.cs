namespace EvaluatorSuite.Domain.Offsets;

/// <summary>What keeps a line of units from being written down; whether it counts is for the rules. The same limits as the case folder has.</summary>
public static class OffsetRefusals
{
    public static RefusalList ToKeep(OffsetFacts line, IReadOnlySet<string> evidence)
    {
        var list = new RefusalList()
            .Need(nameof(line.Kind), line.Kind, 60)
            .Need(nameof(line.Registry), line.Registry, 200)
            .Fit(nameof(line.Project), line.Project, 200)
            .Need(nameof(line.SerialFrom), line.SerialFrom, SerialRange.MaxLength)
            .Need(nameof(line.SerialTo), line.SerialTo, SerialRange.MaxLength)
            .Fit(nameof(line.Certificate), line.Certificate, 200)
            .Add(line.Tonnes < 0, nameof(line.Tonnes), "offset.below-zero")
            .Add(line.Evidence.Any(k => !evidence.Contains(k)), nameof(line.Evidence), "evidence.no-such", ("key", string.Join(", ", line.Evidence.Where(k => !evidence.Contains(k)))));
        var groups = SerialRange.Of(line.SerialFrom, line.SerialTo).Groups;
        return list.Add(Math.Max(groups.First.Length, groups.Last.Length) > SerialRange.MaxLength, nameof(line.SerialFrom), "form.too-long", ("field", RefusalList.Label(nameof(line.SerialFrom))));
    }
}
