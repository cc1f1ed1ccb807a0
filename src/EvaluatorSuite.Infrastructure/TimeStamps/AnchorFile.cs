using System.Text;
using EvaluatorSuite.Application.TimeStamps;
using EvaluatorSuite.Domain.Ledger;

namespace EvaluatorSuite.Infrastructure.TimeStamps;

/// <summary>Heads of the ledger in a file, a line each, only ever added to: best on another machine, or where nothing written can be altered.</summary>
public sealed class AnchorFile(SuiteOptions options) : ILedgerAnchor
{
    public bool IsConfigured => options.LedgerAnchorFile is not null;

    public async Task KeepAsync(DateTimeOffset at, long sequence, string hash, CancellationToken cancellationToken)
    {
        var line = CanonicalJson.Write(new Dictionary<string, object?> { ["at"] = at, ["sequence"] = sequence, ["hash"] = hash }) + "\n";
        await using var file = new FileStream(options.LedgerAnchorFile!, FileMode.Append, FileAccess.Write, FileShare.Read);
        await file.WriteAsync(Encoding.UTF8.GetBytes(line), cancellationToken);
        file.Flush(flushToDisk: true);
    }
}
