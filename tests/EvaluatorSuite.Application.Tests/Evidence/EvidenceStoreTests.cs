using System.Security.Cryptography;
using System.Text;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.EvidenceStore;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Application.Tests.Evidence;

public sealed class EvidenceStoreTests : IDisposable
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("电费发票");

    private readonly TemporaryFolder _folder = new();
    private readonly FileSystemEvidenceStore _store;

    public EvidenceStoreTests() => _store = new FileSystemEvidenceStore(new SuiteOptions { DataFolder = _folder.Path }, TimeProvider.System);

    private static string Digest => Convert.ToHexStringLower(SHA256.HashData(Content));

    private string Kept => Path.Combine(_folder.Path, "evidence", Digest[..2], Digest);

    [Fact]
    public async Task What_is_put_comes_back_and_may_be_put_again()
    {
        var first = await _store.PutAsync(new MemoryStream(Content), CancellationToken.None);
        var second = await _store.PutAsync(new MemoryStream(Content), CancellationToken.None);

        Assert.Equal((Digest, (long)Content.Length), (first.Sha256, first.Size));
        Assert.Equal(first, second);
        Assert.Equal(Content, await ReadAsync(Digest));
        Assert.Empty(Incoming());
    }

    [Fact]
    public async Task A_damaged_copy_is_mended_when_the_bytes_come_again()
    {
        await _store.PutAsync(new MemoryStream(Content), CancellationToken.None);
        await File.WriteAllTextAsync(Kept, "damaged");

        await _store.PutAsync(new MemoryStream(Content), CancellationToken.None);

        Assert.Equal(Content, await ReadAsync(Digest));
    }

    [Fact]
    public async Task The_same_bytes_from_many_at_once_are_kept_once()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => _store.PutAsync(new MemoryStream(Content), CancellationToken.None)));

        Assert.Single(all.Distinct());
        Assert.Equal(Content, await ReadAsync(Digest));
        Assert.Empty(Incoming());
    }

    [Fact]
    public async Task An_upload_that_breaks_off_is_not_acknowledged_and_leaves_nothing()
    {
        await Assert.ThrowsAsync<IOException>(() => _store.PutAsync(new BreakingStream(), CancellationToken.None));

        Assert.Empty(Incoming());
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_was_never_put_is_not_there() => Assert.Null(await _store.OpenAsync(new string('0', 64), CancellationToken.None));

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    [InlineData("ABCDEF")]
    public async Task Only_a_digest_opens_a_file(string path) =>
        await Assert.ThrowsAsync<ArgumentException>(() => _store.OpenAsync(path, CancellationToken.None));

    public void Dispose() => _folder.Dispose();

    private async Task<byte[]> ReadAsync(string digest)
    {
        await using var stream = await _store.OpenAsync(digest, CancellationToken.None);
        using var bytes = new MemoryStream();
        await stream!.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private string[] Incoming() => Directory.GetFiles(Path.Combine(_folder.Path, "evidence", "incoming"));

    /// <summary>A client that goes away in the middle.</summary>
    private sealed class BreakingStream : MemoryStream
    {
        private int _reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _reads++ == 0 ? ValueTask.FromResult(Math.Min(buffer.Length, 1000)) : throw new IOException("gone");
    }
}
