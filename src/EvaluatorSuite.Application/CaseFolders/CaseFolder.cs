using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Application.CaseFolders;

/// <summary>A case folder wherever it lies: on disk or in an uploaded archive. It looks only inside itself.</summary>
public interface ICaseFolder : IAsyncDisposable
{
    /// <summary>The whole <c>case.json</c>.</summary>
    /// <exception cref="UnreadableException">It is missing, a link, or too large.</exception>
    Task<ReadOnlyMemory<byte>> ReadCaseAsync(CancellationToken cancellationToken);

    /// <summary>What keeps an evidence file from being taken (a link, a folder, a file too large), or null.</summary>
    /// <param name="file">Its name inside the evidence folder.</param>
    Fault? FaultOf(string file, string path);

    /// <summary>Names of all files inside the evidence folder, listed in the case or not.</summary>
    IEnumerable<string> EvidenceFiles();

    /// <returns>Null when there is no such file: that is for the verdict to say, not a fault of the folder.</returns>
    Stream? OpenEvidence(string file);
}
