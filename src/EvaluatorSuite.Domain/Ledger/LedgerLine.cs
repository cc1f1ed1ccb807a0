using System.Buffers;
using System.Globalization;
using System.Text;

namespace EvaluatorSuite.Domain.Ledger;

/// <summary>
/// An entry as one line of <c>entries.jsonl</c>: JSON in the one form of RFC 8785 (names sorted, no white space, only what must be escaped is).
/// An open line tells everything; a closed one has the digest of its subject in place of actor, engagement, action and payload.
/// </summary>
public static class LedgerLine
{
    /// <summary>Longer ones are not read.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>A time in a line: universal, to the millisecond.</summary>
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <param name="open">False to tell nothing of the subject; an entry hashed as <see cref="LedgerEntry.FlatSha256"/> still has to show all but its payload.</param>
    public static void Write(IBufferWriter<byte> output, LedgerEntry entry, bool open)
    {
        var line = new StringBuilder(600);
        var told = open || entry.Algorithm == LedgerEntry.FlatSha256;
        if (told)
        {
            line.Append("{\"action\":").Append(Quoted(entry.Action)).Append(",\"actor\":\"").Append(entry.ActorId.ToString("D")).Append("\",");
        }
        else
        {
            line.Append('{');
        }

        line.Append("\"algorithm\":\"").Append(entry.Algorithm).Append("\",\"at\":\"").Append(entry.At.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)).Append('"');
        if (told)
        {
            line.Append(",\"engagement\":").Append(Quoted(entry.EngagementId?.ToString("D")));
        }

        line.Append(",\"hash\":\"").Append(entry.Hash).Append('"');
        if (told)
        {
            line.Append(",\"payload\":").Append(Quoted(open ? entry.Payload : null)).Append(",\"payloadDigest\":\"").Append(entry.PayloadDigest).Append('"');
        }

        line.Append(",\"previousHash\":\"").Append(entry.PreviousHash).Append('"');
        if (told)
        {
            line.Append(",\"salt\":").Append(Quoted(open ? entry.Salt : null));
        }

        line.Append(",\"sequence\":").Append(entry.Sequence.ToString(CultureInfo.InvariantCulture));
        line.Append(told ? "" : $",\"subjectDigest\":\"{entry.SubjectDigest()}\"").Append("}\n");
        Encoding.UTF8.GetBytes(line.ToString(), output);
    }

    private static string Quoted(string? text)
    {
        if (text is null)
        {
            return "null";
        }

        var quoted = new StringBuilder(text.Length + 20).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\b' => quoted.Append("\\b"),
                '\t' => quoted.Append("\\t"),
                '\n' => quoted.Append("\\n"),
                '\f' => quoted.Append("\\f"),
                '\r' => quoted.Append("\\r"),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
