using EvaluatorSuite.Application.Evidence;

namespace EvaluatorSuite.Infrastructure.EvidenceStore;

/// <summary>
/// Takes away bytes to which nothing refers, while uploads go on. A file is renamed out of the way first and looked at again there:
/// whoever wants the same bytes either has renewed its time before, which is seen and the file put back, or no longer finds it and
/// writes a copy of its own or brings it back. Only after a month out of the way is it deleted; until then it can be opened as ever.
/// </summary>
internal sealed class EvidenceSweep(
    EvidencePaths paths, TimeProvider clock, Func<string, CancellationToken, Task<IReadOnlySet<string>>> referred, Func<SweptBytes, CancellationToken, Task> enter)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // One beginning after the other, so that not all digests of a large store are held at once.
        foreach (var first in "0123456789abcdef")
        {
            await SweepAsync(first, cancellationToken);
        }
    }

    private async Task SweepAsync(char first, CancellationToken cancellationToken)
    {
        var old = paths.AllKept(first).Where(d => IsOld(paths.Kept(d))).ToList();
        var aside = paths.AllAside(first).ToList();
        if (old.Count + aside.Count == 0)
        {
            return;
        }

        var needed = await referred($"{first}", cancellationToken);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var moved = old.Where(d => !needed.Contains(d)).Select(d => SetAside(d, today)).OfType<string>().ToList();
        if (moved.Count + aside.Count == 0)
        {
            return;
        }

        // Asked again: what was committed while the files were on their way is seen now, and what is not committed yet has renewed their time.
        needed = await referred($"{first}", cancellationToken);
        var setAside = moved.Where(path => !IsWanted(path, needed)).ToList();
        moved.Except(setAside).ToList().ForEach(path => Restore(path));
        var restored = aside.Where(a => IsWanted(a.Path, needed) && Restore(a.Path)).ToList();
        var due = aside.Except(restored).Where(a => a.Day.AddDays(Unreferenced.DaysAside) <= today && IsDue(a.Path, needed)).Select(a => a.Path).ToList();
        var gone = due.Where(path => !File.Exists(paths.Kept(Path.GetFileName(path))));
        var swept = new SweptBytes(Digests(setAside), Digests(restored.Select(a => a.Path)), Digests(gone));
        if (!swept.IsNothing)
        {
            await enter(swept, cancellationToken);
        }

        due.ForEach(Delete);
    }

    private static List<string> Digests(IEnumerable<string> paths) => [.. paths.Select(p => Path.GetFileName(p)).Distinct(StringComparer.Ordinal)];

    private bool IsWanted(string path, IReadOnlySet<string> needed) => needed.Contains(Path.GetFileName(path)) || !IsOld(path);

    // One that is wanted goes only where a copy of it is kept.
    private bool IsDue(string path, IReadOnlySet<string> needed) => !IsWanted(path, needed) || File.Exists(paths.Kept(Path.GetFileName(path)));

    // Whoever brings it back in this moment renames it too, and only one of the two succeeds.
    private void Delete(string path)
    {
        var last = Path.Combine(paths.Incoming, Guid.CreateVersion7().ToString("N"));
        if (EvidenceFiles.TryMove(path, last))
        {
            EvidenceFiles.TryDelete(last);
        }
    }

    private string? SetAside(string digest, DateOnly today)
    {
        var path = paths.Aside(today, digest);
        return !File.Exists(path) && EvidenceFiles.TryMove(paths.Kept(digest), path) ? path : null;
    }

    // Where the same bytes have been kept anew meanwhile this copy is not needed, and goes when its time is over.
    private bool Restore(string path)
    {
        var kept = paths.Kept(Path.GetFileName(path));
        return !File.Exists(kept) && EvidenceFiles.TryMove(path, kept);
    }

    private bool IsOld(string path) => File.Exists(path) && File.GetLastWriteTimeUtc(path) < clock.GetUtcNow().UtcDateTime - Unreferenced.SafeAge;
}

internal static class EvidenceFiles
{
    /// <summary>In one step, so that the bytes are at one of the two places at every moment; survives a power cut.</summary>
    /// <returns>False when the file is not there, or cannot be moved: held by somebody where that forbids it, without the right, onto a folder.</returns>
    public static bool TryMove(string from, string to)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Move(from, to, overwrite: true);
        }
        catch (Exception odd) when (odd is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        DirectoryFlush.Flush(Path.GetDirectoryName(to)!);
        DirectoryFlush.Flush(Path.GetDirectoryName(from)!);
        return true;
    }

    /// <returns>False when it cannot be deleted now; one that nobody looks for is found again the next time.</returns>
    public static bool TryDelete(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception odd) when (odd is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Renews the time of a file: a sweep leaves it alone for a day.</summary>
    /// <returns>False when it is not there.</returns>
    public static bool TryRenew(string path, DateTimeOffset now)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, now.UtcDateTime);
            return true;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }
}
