using System.Buffers.Text;

namespace EvaluatorSuite.Domain.Ledger;

/// <summary>
/// The fields of one line, where they stand in its bytes. It takes the one form that <see cref="LedgerLine"/> writes and no other: what could be
/// read in two ways could be shown to two people in two ways. Why a line is not in that form, <see cref="LineFaults"/> says.
/// </summary>
internal ref struct LineReader
{
    private const int IdLength = 36;
    private const int TimeLength = 24;

    private ReadOnlySpan<byte> _rest;

    public bool IsOpen { get; private set; }
    public ReadOnlySpan<byte> Action { get; private set; }
    public ReadOnlySpan<byte> Actor { get; private set; }
    public ReadOnlySpan<byte> Algorithm { get; private set; }
    public ReadOnlySpan<byte> Engagement { get; private set; }
    public ReadOnlySpan<byte> Hash { get; private set; }
    public bool HasPayload { get; private set; }

    /// <summary>As it is quoted.</summary>
    public ReadOnlySpan<byte> Payload { get; private set; }

    public ReadOnlySpan<byte> PayloadDigest { get; private set; }
    public ReadOnlySpan<byte> PreviousHash { get; private set; }
    public ReadOnlySpan<byte> Salt { get; private set; }
    public ReadOnlySpan<byte> SubjectDigest { get; private set; }
    public long Milliseconds { get; private set; }
    public long Sequence { get; private set; }

    public bool IsFlat => Algorithm.SequenceEqual("SHA-256"u8);

    /// <param name="line">Without the end of the line.</param>
    public bool Read(ReadOnlySpan<byte> line)
    {
        _rest = line;
        return Take("{"u8) && ReadWho() && ReadWhen() && ReadWhere() && ReadWhat() && ReadPlace() && _rest.IsEmpty;
    }

    /// <summary>Undoes the quoting of a text that needs it.</summary>
    /// <returns>How many bytes it has; -1 when something is escaped that need not be, or is no escape.</returns>
    public static int Unquote(ReadOnlySpan<byte> quoted, Span<byte> text)
    {
        // Byte by byte: in JSON within JSON something is escaped every few bytes, too near for a search.
        var (at, length) = (0, 0);
        while (at < quoted.Length)
        {
            var (value, taken) = (quoted[at], 1);
            if (value == '\\' && !TryEscape(quoted[at..], out value, out taken))
            {
                return -1;
            }

            text[length++] = value;
            at += taken;
        }

        return length;
    }

    private static bool TryEscape(ReadOnlySpan<byte> escape, out byte value, out int taken)
    {
        (value, taken) = (0, 2);
        if (escape.Length < 2)
        {
            return false;
        }

        value = escape[1] switch { (byte)'"' => (byte)'"', (byte)'\\' => (byte)'\\', (byte)'b' => 8, (byte)'t' => 9, (byte)'n' => 10, (byte)'f' => 12, (byte)'r' => 13, _ => 0 };
        if (value != 0 || !escape.StartsWith("\\u00"u8) || escape.Length < 6)
        {
            return value != 0;
        }

        taken = 6;
        return Utf8Parser.TryParse(escape[4..6], out value, out var digits, 'x') && digits == 2 && value < ' ' && value is not (8 or 9 or 10 or 12 or 13)
            && escape[4..6].IndexOfAnyInRange((byte)'A', (byte)'F') < 0;
    }

    private bool ReadWho()
    {
        IsOpen = _rest.StartsWith("\"action\""u8);
        if (!IsOpen)
        {
            return Text("\"algorithm\":"u8, out var closed) && SetAlgorithm(closed);
        }

        if (!Text("\"action\":"u8, out var action) || !Text(",\"actor\":"u8, out var actor) || actor.Length != IdLength || !Text(",\"algorithm\":"u8, out var algorithm))
        {
            return false;
        }

        Action = action;
        Actor = actor;
        return SetAlgorithm(algorithm);
    }

    // A closed entry verifies by its subject alone, which the flat hash does not know.
    private bool SetAlgorithm(ReadOnlySpan<byte> algorithm)
    {
        Algorithm = algorithm;
        return algorithm.SequenceEqual("SHA-256/2"u8) || (IsOpen && IsFlat);
    }

    private bool ReadWhen() => Text(",\"at\":"u8, out var at) && TryMilliseconds(at);

    private bool ReadWhere()
    {
        if (IsOpen && !Take(",\"engagement\":null"u8))
        {
            if (!Text(",\"engagement\":"u8, out var engagement) || engagement.Length != IdLength)
            {
                return false;
            }

            Engagement = engagement;
        }

        var read = Digest(",\"hash\":"u8, out var hash);
        Hash = hash;
        return read;
    }

    private bool ReadWhat()
    {
        if (!IsOpen)
        {
            return true;
        }

        HasPayload = !Take(",\"payload\":null"u8);
        if (HasPayload && !ReadPayload())
        {
            return false;
        }

        var read = Digest(",\"payloadDigest\":"u8, out var digest);
        PayloadDigest = digest;
        return read;
    }

    private bool ReadPayload()
    {
        if (!Take(",\"payload\":\""u8))
        {
            return false;
        }

        for (var at = 0; at < _rest.Length && _rest[at] >= ' '; at += _rest[at] == '\\' ? 2 : 1)
        {
            if (_rest[at] == '"')
            {
                Payload = _rest[..at];
                _rest = _rest[(at + 1)..];
                return true;
            }
        }

        return false;
    }

    private bool ReadPlace()
    {
        if (!Digest(",\"previousHash\":"u8, out var previous))
        {
            return false;
        }

        PreviousHash = previous;
        if (IsOpen && !ReadSalt())
        {
            return false;
        }

        if (!Take(",\"sequence\":"u8) || _rest is not [>= (byte)'1' and <= (byte)'9', ..] || !Utf8Parser.TryParse(_rest, out long sequence, out var digits) || digits > 15)
        {
            return false;
        }

        Sequence = sequence;
        _rest = _rest[digits..];
        if (IsOpen)
        {
            return Take("}"u8);
        }

        var read = Digest(",\"subjectDigest\":"u8, out var subject) && Take("}"u8);
        SubjectDigest = subject;
        return read;
    }

    private bool ReadSalt()
    {
        if (!HasPayload)
        {
            return Take(",\"salt\":null"u8);
        }

        var read = Text(",\"salt\":"u8, out var salt) && salt.Length == 2 * LedgerEntry.SaltBytes;
        Salt = salt;
        return read;
    }

    private bool Take(ReadOnlySpan<byte> expected)
    {
        if (!_rest.StartsWith(expected))
        {
            return false;
        }

        _rest = _rest[expected.Length..];
        return true;
    }

    // Of all texts only payloads have anything to escape.
    private bool Text(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!Take(name) || !Take("\""u8) || _rest.IndexOf((byte)'"') is not (>= 0 and var end))
        {
            return false;
        }

        text = _rest[..end];
        _rest = _rest[(end + 1)..];
        return text.IndexOf((byte)'\\') < 0 && text.IndexOfAnyInRange((byte)0, (byte)31) < 0;
    }

    private bool Digest(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> digest) =>
        Text(name, out digest) && digest.Length == LedgerHasher.DigestLength && digest.IndexOfAnyExcept(LineFaults.Hexadecimal) < 0;

    private bool TryMilliseconds(ReadOnlySpan<byte> at)
    {
        if (at.Length != TimeLength || at[4] != '-' || at[7] != '-' || at[10] != 'T' || at[13] != ':' || at[16] != ':' || at[19] != '.' || at[23] != 'Z')
        {
            return false;
        }

        var (year, month, day) = (Number(at[..4]), Number(at[5..7]), Number(at[8..10]));
        var (hour, minute, second, part) = (Number(at[11..13]), Number(at[14..16]), Number(at[17..19]), Number(at[20..23]));
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59 || part < 0)
        {
            return false;
        }

        Milliseconds = (new DateTime(year, month, day, hour, minute, second, part, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
        return true;
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return -1;
            }

            number = (number * 10) + digit - '0';
        }

        return number;
    }
}
