using EvaluatorSuite.Domain;

namespace EvaluatorSuite.Web.Api;

/// <summary>What the interface itself refuses, before any use case is asked: form of a request, not its meaning.</summary>
public sealed class ApiException(int status, params Refusal[] refusals) : Exception(string.Join(", ", refusals.Select(r => r.Code)))
{
    public int Status { get; } = status;

    /// <summary>The first one's code is the code of the whole problem.</summary>
    public IReadOnlyList<Refusal> Refusals { get; } = refusals;
}
