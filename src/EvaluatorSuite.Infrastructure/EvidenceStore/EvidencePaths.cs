using System.Globalization;

namespace EvaluatorSuite.Infrastructure.EvidenceStore;

/// <summary>Where bytes of the evidence store lie: kept, arriving, or set aside by the day on which a sweep did so.</summary>
internal sealed class EvidencePaths(string root)
{
    private const string Day = "yyyyMMdd";

    public string Incoming { get; } = Path.Combine(root, "incoming");

    private string AsideRoot { get; } = Path.Combine(root, "unreferenced");

    /// <exception cref="ArgumentException">It is no digest: nothing else may become a path.</exception>
    public string Kept(string sha256) => IsDigest(sha256) ? Path.Combine(root, sha256[..2], sha256) : throw new ArgumentException("Not a SHA-256 digest.", nameof(sha256));

    public string Aside(DateOnly day, string sha256) => Path.Combine(AsideRoot, day.ToString(Day, CultureInfo.InvariantCulture), sha256);

    /// <summary>The copies of these bytes that were set aside.</summary>
    public IEnumerable<string> Aside(string sha256) => AsideDays().Select(day => Path.Combine(day.Folder, sha256)).Where(File.Exists);

    /// <summary>Digests that are kept and begin so.</summary>
    public IEnumerable<string> AllKept(char first) =>
        "0123456789abcdef".Select(second => Path.Combine(root, $"{first}{second}")).Where(Directory.Exists).SelectMany(Directory.EnumerateFiles).Select(f => Path.GetFileName(f)).Where(IsDigest);

    /// <summary>What was set aside and begins so.</summary>
    public IEnumerable<(DateOnly Day, string Path)> AllAside(char first) =>
        AsideDays().SelectMany(day => Directory.EnumerateFiles(day.Folder, $"{first}*").Where(f => IsDigest(Path.GetFileName(f))).Select(f => (day.Day, f)));

    private IEnumerable<(DateOnly Day, string Folder)> AsideDays() => !Directory.Exists(AsideRoot) ? []
        : Directory.EnumerateDirectories(AsideRoot)
            .Select(f => (Is: DateOnly.TryParseExact(Path.GetFileName(f), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day), Day: day, Folder: f))
            .Where(f => f.Is).Select(f => (f.Day, f.Folder));

    private static bool IsDigest(string name) => name.Length == 64 && name.All(char.IsAsciiHexDigitLower);
}
