using System.Security.Cryptography;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Domain.CaseFolders;

namespace EvaluatorSuite.Infrastructure.CaseFolders;

/// <summary>The invented case in the folder beside the program.</summary>
public sealed class SampleCaseFolder : ISampleCase
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "sample-case");

    public async Task<SampleFiles?> ReadAsync(CancellationToken cancellationToken)
    {
        var json = Path.Combine(Root, CaseFile.FileName);
        if (!File.Exists(json))
        {
            return null;
        }

        var evidence = new Dictionary<string, (string, long)>(StringComparer.Ordinal);
        foreach (var file in new DirectoryInfo(Path.Combine(Root, CaseFile.EvidenceFolder)).EnumerateFiles())
        {
            await using var content = file.OpenRead();
            evidence.Add(file.Name, (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)), content.Length));
        }

        return new SampleFiles(await File.ReadAllBytesAsync(json, cancellationToken), evidence);
    }
}
