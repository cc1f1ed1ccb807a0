using System.Text.Json;
using EvaluatorSuite.Application.Evidence;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Workflows;

/// <summary>Drafts as they stood when a step was finished: the ledger alone says which they were.</summary>
internal sealed class StepDraftReference(SuiteDb db) : IBytesReference
{
    /// <summary>Of an entry of <see cref="StepService.Finished"/>.</summary>
    public const string Draft = "draftSha256";

    public async Task<IReadOnlyList<string>> DigestsAsync(string beginning, CancellationToken cancellationToken)
    {
        // Entries are written in one form, without white space.
        var named = $"\"{Draft}\":\"{beginning}";
        var payloads = await db.Ledger.Where(e => e.Action == StepService.Finished && e.Payload != null && e.Payload.Contains(named)).Select(e => e.Payload!).ToListAsync(cancellationToken);
        return [.. payloads.Select(DigestOf).Distinct()];
    }

    private static string DigestOf(string payload)
    {
        using var json = JsonDocument.Parse(payload);
        return json.RootElement.GetProperty(Draft).GetString()!;
    }
}
