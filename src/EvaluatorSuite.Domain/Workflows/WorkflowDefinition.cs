namespace EvaluatorSuite.Domain.Workflows;

/// <summary>One workflow definition in Elsa 3's format, as far as it is executed and drawn; <see cref="Utf8"/> keeps every byte of it.</summary>
public sealed record WorkflowDefinition
{
    public const string RootKey = "evaluation";

    /// <summary>Of the line of versions: <c>definitionId</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Of this version.</summary>
    public required string Id { get; init; }

    public required int Version { get; init; }
    public required LocalizedText Name { get; init; }
    public required string Description { get; init; }
    public required IReadOnlyList<WorkflowStep> Steps { get; init; }
    public required IReadOnlyList<Connection> Connections { get; init; }

    /// <summary>Names of its variables by their ids, and the value each begins with.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>The file. An activity that a host did not know is back in its place; nothing else is changed.</summary>
    public required ReadOnlyMemory<byte> Utf8 { get; init; }

    /// <summary>SHA-256 over <see cref="Utf8"/>, in hexadecimal: what an engagement pins.</summary>
    public required string Sha256 { get; init; }

    public WorkflowStep? Find(string id) => Steps.FirstOrDefault(s => s.Id == id);

    public WorkflowStep? Start => Steps.FirstOrDefault(s => s.Type == StepType.Start);
}

/// <summary>An activity.</summary>
public sealed record WorkflowStep
{
    public required string Id { get; init; }
    public required StepType Type { get; init; }

    /// <summary>Stable over versions, for people's links and for moving engagements: <c>impl.documents</c>.</summary>
    public required string Key { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>One of <see cref="StepTypes.Roles"/>; empty where nobody in particular acts.</summary>
    public string Role { get; init; } = "";

    /// <summary>Every outcome that it can have, in the order they are offered.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    public IReadOnlyList<StepGuard> Guards { get; init; } = [];
    public string Gate { get; init; } = "";
    public string Level { get; init; } = "";
    public string Phase { get; init; } = "";
    public JoinMode Mode { get; init; }

    /// <summary>Key of the definition that it runs.</summary>
    public string Child { get; init; } = "";

    /// <summary>The variable that it sets, and to what.</summary>
    public (string Id, string Value)? Sets { get; init; }

    /// <summary>The day that a timer counts from, and how far.</summary>
    public (string Fact, TimeSpanOfDates After)? Time { get; init; }

    /// <summary>Working days after which it is late; null when it has no term of its own.</summary>
    public int? DueWorkingDays { get; init; }

    /// <summary>The top left corner in the designer.</summary>
    public Point Position { get; init; }

    public (int Width, int Height) Size { get; init; } = (220, 50);

    /// <summary>Its place in the file.</summary>
    public required string JsonPath { get; init; }

    /// <summary>What must hold to finish it with this outcome.</summary>
    public IEnumerable<string> GuardsOf(string outcome) => Guards.Where(g => g.Outcome is null || g.Outcome == outcome).Select(g => g.Name);
}

/// <param name="Outcome">The outcome it stands before; null for every one.</param>
public sealed record StepGuard(string? Outcome, string Name);

public readonly record struct Point(int X, int Y);

/// <summary>Years, months and days after a date, as <c>P1Y</c> or <c>P30D</c> say them.</summary>
public readonly record struct TimeSpanOfDates(int Years, int Months, int Days)
{
    public DateOnly After(DateOnly day) => day.AddYears(Years).AddMonths(Months).AddDays(Days);

    public static TimeSpanOfDates? Parse(string text)
    {
        if (text.Length < 3 || text[0] != 'P')
        {
            return null;
        }

        var (found, number, order) = (new int[3], "", -1);
        foreach (var c in text[1..])
        {
            if (char.IsAsciiDigit(c) && number.Length < 5)
            {
                number += c;
                continue;
            }

            var unit = "YMD".IndexOf(c, StringComparison.Ordinal);
            if (unit <= order || number.Length == 0)
            {
                return null;
            }

            (found[unit], number, order) = (int.Parse(number, System.Globalization.CultureInfo.InvariantCulture), "", unit);
        }

        return number.Length == 0 && found[0] <= 200 ? new TimeSpanOfDates(found[0], found[1], found[2]) : null;
    }
}

/// <summary>A connection from an outcome of one activity to another.</summary>
public sealed record Connection(string From, string Port, string To, IReadOnlyList<Point> Vertices, string JsonPath);
