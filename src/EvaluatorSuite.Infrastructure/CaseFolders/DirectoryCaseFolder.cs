using EvaluatorSuite.Application.CaseFolders;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.CaseFolders;
using EvaluatorSuite.Domain.Reading;

namespace EvaluatorSuite.Infrastructure.CaseFolders;

/// <summary>A case folder on disk. Links are refused, whatever they point at: what is evaluated is what lies in the folder.</summary>
public sealed class DirectoryCaseFolder(string root) : ICaseFolder
{
    /// <summary>Bytes of one evidence file.</summary>
    public const long MaxEvidenceBytes = 2L * 1024 * 1024 * 1024;

    private string EvidenceRoot => Path.Combine(root, CaseFile.EvidenceFolder);

    public async Task<ReadOnlyMemory<byte>> ReadCaseAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(root))
        {
            throw Unreadable(root, "file.not-a-folder", ("name", root));
        }

        var file = new FileInfo(Path.Combine(root, CaseFile.FileName));
        if (file.LinkTarget is not null)
        {
            throw Unreadable(CaseFile.FileName, "file.link", ("name", CaseFile.FileName));
        }

        if (!file.Exists)
        {
            throw Unreadable(CaseFile.FileName, "file.missing", ("name", CaseFile.FileName));
        }

        if (file.Length > JsonReading.MaxBytes)
        {
            throw TooLarge(CaseFile.FileName, file.Length, JsonReading.MaxBytes);
        }

        try
        {
            return await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(CaseFile.FileName, "file.unreadable", ("name", CaseFile.FileName), ("reason", failure.Message));
        }
    }

    public Fault? FaultOf(string file, string path)
    {
        var here = EvidenceRoot;
        if (new DirectoryInfo(here).LinkTarget is not null)
        {
            return new Fault(path, new Message("file.link", ("name", CaseFile.EvidenceFolder)));
        }

        foreach (var part in file.Split('/'))
        {
            here = Path.Combine(here, part);
            if (new FileInfo(here).LinkTarget is not null)
            {
                return new Fault(path, new Message("file.link", ("name", file)));
            }
        }

        if (Directory.Exists(here))
        {
            return new Fault(path, new Message("file.is-folder", ("name", file)));
        }

        var info = new FileInfo(here);
        return info.Exists && info.Length > MaxEvidenceBytes ? TooLarge(file, info.Length, MaxEvidenceBytes).Faults[0] with { Path = path } : null;
    }

    public IEnumerable<string> EvidenceFiles() => Directory.Exists(EvidenceRoot)
        ? Directory.EnumerateFiles(EvidenceRoot, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Select(f => Path.GetRelativePath(EvidenceRoot, f).Replace(Path.DirectorySeparatorChar, '/'))
        : [];

    public Stream? OpenEvidence(string file)
    {
        var path = Path.Combine([EvidenceRoot, .. file.Split('/')]);
        try
        {
            return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(CaseFile.FileName, "file.unreadable", ("name", file), ("reason", failure.Message));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal static UnreadableException Unreadable(string file, string code, params (string, object)[] values) =>
        new(file, [new Fault("$", new Message(code, values))]);

    internal static UnreadableException TooLarge(string name, long size, long max) =>
        Unreadable(name, "file.too-large", ("name", name), ("size", Megabytes(size)), ("max", Megabytes(max)));

    private static string Megabytes(long bytes) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(bytes + 1048575) / 1048576} MB");
}
