using System.Text;
using System.Text.Unicode;

namespace EvaluatorSuite.Domain.Ledger;

/// <summary>Where a stretch of the chain begins or ends.</summary>
/// <param name="Line">In the file, from 1.</param>
public sealed record ChainEdge(long Line, long Sequence, DateTimeOffset At, string PreviousHash, string Hash);

/// <summary>An entry of the engagement that the export is about, told openly.</summary>
/// <param name="Payload">Kept for the actions that were asked for.</param>
public sealed record OpenEntry(long Line, long Sequence, DateTimeOffset At, string Action, bool HasPayload, string? Payload);

/// <summary>What is looked for beside the links.</summary>
/// <param name="Engagement">Its open entries are gathered; null for none.</param>
/// <param name="Payloads">The actions whose payload is wanted.</param>
/// <param name="Head">A hash that an entry is to have.</param>
public sealed record ChainQuestion(Guid? Engagement = null, IReadOnlyCollection<string>? Payloads = null, string? Head = null);

/// <summary>Whole lines of a chain, verified by themselves: every entry holds the hash before it, so stretches need not wait for each other.</summary>
internal sealed class ChainBlock
{
    private readonly ChainQuestion _question;
    private readonly byte[] _engagement;
    private readonly byte[] _head;
    private readonly LedgerHasher _hasher;
    private byte[] _payload = [];

    private ChainBlock(ChainQuestion question, LedgerHasher hasher)
    {
        (_question, _hasher) = (question, hasher);
        _engagement = Encoding.ASCII.GetBytes(question.Engagement?.ToString("D") ?? "");
        _head = Encoding.ASCII.GetBytes(question.Head ?? "");
    }

    /// <summary>Lines within the block, from 1.</summary>
    public long Lines { get; private set; }

    public ChainEdge? First { get; private set; }
    public ChainEdge? Last { get; private set; }
    public long? HeadAt { get; private set; }
    public List<OpenEntry> Entries { get; } = [];
    public List<(long Line, long? Sequence, Message What)> Faults { get; } = [];

    /// <param name="lines">Each ends in a line feed, but the last of a file may not.</param>
    public static ChainBlock Verify(ReadOnlySpan<byte> lines, ChainQuestion question)
    {
        using var hasher = new LedgerHasher();
        var block = new ChainBlock(question, hasher);
        block.Verify(lines);
        return block;
    }

    /// <summary>Why an entry cannot come after the one before it; null when it does.</summary>
    /// <param name="linesBetween">Lines that could not be read, and may have been entries.</param>
    public static Message? LinkFault(long sequenceBefore, long linesBetween, bool hashFits, long sequence)
    {
        var expected = sequenceBefore + 1 + linesBetween;
        return sequence > expected ? new Message("ledger.link.missing", ("from", expected), ("to", sequence - 1))
            : sequence == sequenceBefore ? new Message("ledger.link.twice", ("sequence", sequence))
            : sequence < expected ? new Message("ledger.link.order", ("sequence", sequence), ("before", sequenceBefore))
            : linesBetween == 0 && !hashFits ? new Message("ledger.link.hash", ("before", sequenceBefore))
            : null;
    }

    private void Verify(ReadOnlySpan<byte> lines)
    {
        var before = new LineReader();
        var lineBefore = 0L;
        while (!lines.IsEmpty && Faults.Count < LedgerFaults.Most)
        {
            Lines++;
            var end = lines.IndexOf((byte)'\n');
            var line = end < 0 ? lines : lines[..end];
            lines = end < 0 ? [] : lines[(end + 1)..];
            var entry = new LineReader();
            if (!Utf8.IsValid(line) || !entry.Read(line))
            {
                var (sequence, what) = LineFaults.Of(line);
                Fault(sequence, what);
                continue;
            }

            if (lineBefore > 0 && LinkFault(before.Sequence, Lines - lineBefore - 1, entry.PreviousHash.SequenceEqual(before.Hash), entry.Sequence) is { } broken)
            {
                Fault(entry.Sequence, broken);
            }

            if (end < 0)
            {
                Fault(entry.Sequence, new Message("ledger.line.unended"));
            }

            Look(entry);
            First ??= Edge(entry, Lines);
            before = entry;
            lineBefore = Lines;
        }

        Last = lineBefore > 0 ? Edge(before, lineBefore) : null;
    }

    private void Look(in LineReader entry)
    {
        if (FaultOf(entry) is { } fault)
        {
            Fault(entry.Sequence, fault);
        }

        if (_head.Length > 0 && entry.Hash.SequenceEqual(_head))
        {
            HeadAt = entry.Sequence;
        }

        if (entry.IsOpen && _engagement.Length > 0 && entry.Engagement.SequenceEqual(_engagement))
        {
            var action = Encoding.UTF8.GetString(entry.Action);
            var wanted = entry.HasPayload && _question.Payloads?.Contains(action) == true;
            Entries.Add(new OpenEntry(Lines, entry.Sequence, At(entry), action, entry.HasPayload, wanted ? Payload(entry) : null));
        }
    }

    private Message? FaultOf(in LineReader entry)
    {
        Span<byte> digest = stackalloc byte[LedgerHasher.DigestLength];
        if (entry.HasPayload)
        {
            if (_payload.Length < entry.Payload.Length)
            {
                _payload = new byte[Math.Max(4096, entry.Payload.Length)];
            }

            var length = LineReader.Unquote(entry.Payload, _payload);
            if (length < 0)
            {
                return new Message("ledger.line.form");
            }

            _hasher.OfPayload(entry.Salt, _payload.AsSpan(0, length), digest);
            if (!digest.SequenceEqual(entry.PayloadDigest))
            {
                return new Message("ledger.entry.payload");
            }
        }

        Hash(entry, digest);
        return digest.SequenceEqual(entry.Hash) ? null : new Message("ledger.entry.hash");
    }

    private void Hash(in LineReader entry, Span<byte> digest)
    {
        if (entry.IsFlat)
        {
            _hasher.OfFlatEntry(entry.Sequence, entry.Milliseconds, entry.Algorithm, entry.PreviousHash, entry.Actor, entry.Engagement, entry.Action, entry.PayloadDigest, digest);
            return;
        }

        var subject = entry.SubjectDigest;
        if (entry.IsOpen)
        {
            _hasher.OfSubject(entry.Actor, entry.Engagement, entry.Action, entry.PayloadDigest, digest);
            subject = digest;
        }

        _hasher.OfEntry(entry.Sequence, entry.Milliseconds, entry.Algorithm, entry.PreviousHash, subject, digest);
    }

    private static ChainEdge Edge(in LineReader entry, long line) => new(line, entry.Sequence, At(entry), Encoding.ASCII.GetString(entry.PreviousHash), Encoding.ASCII.GetString(entry.Hash));

    private static DateTimeOffset At(in LineReader entry) => DateTimeOffset.FromUnixTimeMilliseconds(entry.Milliseconds);

    // Room for it was made when it was hashed.
    private string Payload(in LineReader entry) => Encoding.UTF8.GetString(_payload, 0, Math.Max(0, LineReader.Unquote(entry.Payload, _payload)));

    private void Fault(long? sequence, Message what) => Faults.Add((Lines, sequence, what));
}
