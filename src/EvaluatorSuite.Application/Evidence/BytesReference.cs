using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Evidence;

/// <summary>Somewhere in the database where bytes of the evidence store are referred to. Bytes that none of these knows are swept away.</summary>
public interface IBytesReference
{
    /// <summary>Digests that begin so, in hexadecimal and lower case, of bytes that must stay.</summary>
    Task<IReadOnlyList<string>> DigestsAsync(string beginning, CancellationToken cancellationToken);
}

internal sealed class EvidenceReference(SuiteDb db) : IBytesReference
{
    public async Task<IReadOnlyList<string>> DigestsAsync(string beginning, CancellationToken cancellationToken) =>
        await db.Evidence.Where(e => e.Facts.Sha256 != null && e.Facts.Sha256.StartsWith(beginning)).Select(e => e.Facts.Sha256!).Distinct().ToListAsync(cancellationToken);
}
