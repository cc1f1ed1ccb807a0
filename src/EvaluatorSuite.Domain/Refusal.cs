namespace EvaluatorSuite.Domain;

/// <summary>Why a rule refuses an act. <paramref name="Field"/> names the input that would mend it, if one would.</summary>
public sealed record Refusal(Message Reason, string? Field = null)
{
    public Refusal(string code, params (string Name, object Value)[] values) : this(new Message(code, values))
    {
    }

    public string Code => Reason.Code;
}

/// <summary>Thrown when an act is attempted that the rules refuse. Pages, endpoints and jobs each turn it into their own answer.</summary>
public sealed class RefusedException(IReadOnlyList<Refusal> refusals) : Exception(string.Join(", ", refusals.Select(r => r.Code)))
{
    public IReadOnlyList<Refusal> Refusals { get; } = refusals;

    public static void ThrowIfAny(IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Count > 0)
        {
            throw new RefusedException(refusals);
        }
    }
}
