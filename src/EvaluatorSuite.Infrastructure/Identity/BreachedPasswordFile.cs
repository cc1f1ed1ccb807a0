using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace EvaluatorSuite.Infrastructure.Identity;

/// <summary>
/// A list of breached passwords as it can be downloaded: one SHA-1 in upper-case hex a line, sorted, perhaps with a colon and a count.
/// Such a file has tens of gigabytes, so it stays on disk and some forty short reads find a line in it.
/// </summary>
public sealed class BreachedPasswordFile(string path) : IDisposable
{
    private const int HashLength = 40;

    /// <summary>Longer than any line may be: the hash, a colon, a count, the end.</summary>
    private const int Window = 128;
    private const int Samples = 64;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789ABCDEF");

    private readonly SafeFileHandle _file = File.OpenHandle(path, options: FileOptions.RandomAccess);

    public bool Contains(string password)
    {
#pragma warning disable CA5350 // The format's own; nothing is kept under this hash.
        var hash = Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password)));
#pragma warning restore CA5350

        // Low is where a line begins; what lies before it is smaller than the hash, and what lies from high on is greater.
        var (low, high) = (0L, RandomAccess.GetLength(_file));
        while (low < high)
        {
            var line = LineAround(low + ((high - low) / 2), low);
            switch (string.CompareOrdinal(line.Text, 0, hash, 0, HashLength))
            {
                case 0:
                    return true;
                case < 0:
                    low = line.Next;
                    break;
                default:
                    high = line.Start;
                    break;
            }
        }

        return false;
    }

    public void Dispose() => _file.Dispose();

    /// <exception cref="InvalidOperationException">The file cannot be such a list; the message says why.</exception>
    public static void Check(string setting, string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidOperationException($"{setting} names '{path}'; there is no such file.");
        }

        try
        {
            using var file = new BreachedPasswordFile(path);
            file.Check($"{setting} names '{path}'");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{setting} names '{path}', which cannot be read: {failure.Message}");
        }
    }

    private void Check(string what)
    {
        var length = RandomAccess.GetLength(_file);
        if (length == 0)
        {
            throw new InvalidOperationException($"{what}, which is empty.");
        }

        var previous = "";
        for (var sample = 0; sample <= Samples; sample++)
        {
            var line = LineAround((length - 1) * sample / Samples, 0);
            if (!IsLine(line.Text))
            {
                throw new InvalidOperationException($"{what}; the line at byte {line.Start} is '{line.Text}', but each must be a SHA-1 as 40 upper-case hex digits, alone or followed by a colon and a count.");
            }

            if (string.CompareOrdinal(line.Text, 0, previous, 0, HashLength) < 0)
            {
                throw new InvalidOperationException($"{what}; the line at byte {line.Start} is smaller than one before it: the file must be sorted by hash (the list that is ordered by hash, not the one by count).");
            }

            previous = line.Text;
        }
    }

    private static bool IsLine(string line) =>
        line.Length >= HashLength && line.AsSpan(0, HashLength).IndexOfAnyExcept(HexDigits) < 0
        && (line.Length == HashLength || (line[HashLength] == ':' && line.Length > HashLength + 1 && line.AsSpan(HashLength + 1).IndexOfAnyExceptInRange('0', '9') < 0));

    private Line LineAround(long position, long lowest)
    {
        var from = Math.Max(lowest, position - Window);
        var before = Read(from, (int)(position - from));
        var start = from + before.LastIndexOf('\n') + 1;
        var text = Read(start, Window);
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? new Line(start, text.TrimEnd('\r'), start + Window) : new Line(start, text[..end].TrimEnd('\r'), start + end + 1);
    }

    private string Read(long position, int length)
    {
        Span<byte> buffer = stackalloc byte[Window];
        var read = RandomAccess.Read(_file, buffer[..length], position);
        return Encoding.ASCII.GetString(buffer[..read]);
    }

    private readonly record struct Line(long Start, string Text, long Next);
}
