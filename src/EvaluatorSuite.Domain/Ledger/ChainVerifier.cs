using System.Buffers;
using System.Security.Cryptography;

namespace EvaluatorSuite.Domain.Ledger;

/// <summary>What a file of entries came to.</summary>
/// <param name="First">Null where no line is an entry.</param>
/// <param name="HeadAt">The entry that has the hash which was asked for.</param>
/// <param name="Entries">The open ones of the engagement which was asked for.</param>
/// <param name="Sha256">Of the bytes that were read.</param>
public sealed record ChainResult(long Lines, long Size, string Sha256, ChainEdge? First, ChainEdge? Last, long? HeadAt, IReadOnlyList<OpenEntry> Entries);

/// <summary>Verifies entries as they are read: one block after another comes in, several are hashed at the same time, and their ends are joined in order.</summary>
/// <param name="file">What the file is called in what is found.</param>
/// <param name="workers">How many blocks are hashed at once.</param>
public sealed class ChainVerifier(string file, ChainQuestion question, LedgerFaults faults, int workers)
{
    private const int BlockBytes = 512 * 1024;

    private readonly Queue<Task<ChainBlock>> _running = new();
    private readonly List<OpenEntry> _entries = [];
    private (long Lines, long Size) _total;
    private ChainEdge? _first;
    private ChainEdge? _last;
    private long? _headAt;

    /// <param name="stream">A file: it is read without waiting for anybody.</param>
    /// <param name="maxBytes">Nothing beyond is read; the caller knows how many there should be.</param>
    public async Task<ChainResult> VerifyAsync(Stream stream, long maxBytes, CancellationToken cancellationToken)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (rest, ended) = (Array.Empty<byte>(), false);
        while (!ended && !faults.AreMost)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var block = ArrayPool<byte>.Shared.Rent(Math.Max(BlockBytes, 2 * rest.Length));
            rest.CopyTo(block, 0);
            var wanted = (int)Math.Min(block.Length - rest.Length, maxBytes - _total.Size);
            var read = stream.ReadAtLeast(block.AsSpan(rest.Length, wanted), wanted, throwOnEndOfStream: false);
            sha256.AppendData(block, rest.Length, read);
            _total.Size += read;
            ended = read < wanted || _total.Size == maxBytes;
            var length = rest.Length + read;
            var whole = ended ? length : block.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
            rest = block[whole..length];
            _running.Enqueue(Task.Run(() => Verify(block, whole), cancellationToken));
            await JoinAsync(all: ended || rest.Length > LedgerLine.MaxBytes);
            if (rest.Length > LedgerLine.MaxBytes)
            {
                faults.Add(new LedgerFault(file, _total.Lines + 1, null, new Message("ledger.line.long", ("max", LedgerLine.MaxBytes / 1024 / 1024))));
                break;
            }
        }

        await JoinAsync(all: true);
        return new ChainResult(_total.Lines, _total.Size, Convert.ToHexStringLower(sha256.GetHashAndReset()), _first, _last, _headAt, _entries);
    }

    private ChainBlock Verify(byte[] block, int length)
    {
        var verified = ChainBlock.Verify(block.AsSpan(0, length), question);
        ArrayPool<byte>.Shared.Return(block);
        return verified;
    }

    private async Task JoinAsync(bool all)
    {
        while (_running.Count > 0 && (all || _running.Count >= workers + 1 || _running.Peek().IsCompleted))
        {
            Join(await _running.Dequeue());
        }
    }

    private void Join(ChainBlock block)
    {
        var lines = _total.Lines;
        if (block.First is { } first && _last is { } last
            && ChainBlock.LinkFault(last.Sequence, lines + first.Line - last.Line - 1, first.PreviousHash == last.Hash, first.Sequence) is { } broken)
        {
            faults.Add(new LedgerFault(file, lines + first.Line, first.Sequence, broken));
        }

        foreach (var (line, sequence, what) in block.Faults)
        {
            faults.Add(new LedgerFault(file, lines + line, sequence, what));
        }

        _first ??= block.First;
        _last = block.Last is { } end ? end with { Line = lines + end.Line } : _last;
        _headAt ??= block.HeadAt;
        _entries.AddRange(block.Entries.Select(e => e with { Line = lines + e.Line }));
        _total.Lines += block.Lines;
    }
}
