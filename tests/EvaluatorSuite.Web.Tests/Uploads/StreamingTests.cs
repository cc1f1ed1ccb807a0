using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.EvidenceStore;
using EvaluatorSuite.Testing;
using EvaluatorSuite.Web.Tests.Portal;
using EvaluatorSuite.Web.Uploads;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Tests.Uploads;

/// <summary>A large file passes through and is never gathered, in memory or in a file of the framework's.</summary>
public sealed class StreamingTests(PortalSite portal) : IClassFixture<PortalSite>
{
    private const int Size = 50_000_000;

    [Fact]
    public async Task Fifty_megabytes_pass_through_without_being_held()
    {
        var visitor = await portal.Site.SignInAsync(PortalSite.Member);
        var fields = (await visitor.OpenAsync(portal.Mine.Root)).QuerySelectorAll("#upload input[type=hidden]").OfType<IHtmlInputElement>();
        var form = fields.Aggregate(new BrowserForm(), (all, field) => all.Field(field.Name!, field.Value));
        var whole = form.File("大.pdf", "%PDF-1.7 "u8.ToArray()).Whole();
        var end = whole.Length - Encoding.UTF8.GetByteCount("\r\n------suiteFormBoundary7MA4YWxk--\r\n");
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var answer = await visitor.Client.PostAsync($"{portal.Mine.Root}/files", BrowserForm.Content(new LongStream(whole[..end], Size, whole[end..])));

        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(Size + 9, await portal.Site.ReadAsync(db => db.Evidence.Where(e => e.Facts.File == "大.pdf").Select(e => e.Facts.Size).SingleAsync()));

        // The client and the test server are in this process too: all of it together allocates less than half of what passed.
        Assert.InRange(allocated, 0, Size / 2);
        Assert.Empty(Directory.EnumerateFiles(Path.GetTempPath(), "ASPNETCORE_*"));
    }

    [Fact]
    public async Task A_connection_that_ends_within_a_file_leaves_no_file_behind()
    {
        using var folder = new TemporaryFolder();
        var store = new FileSystemEvidenceStore(new SuiteOptions { DataFolder = folder.Path }, TimeProvider.System);
        var member = new Actor(Guid.CreateVersion7(), "孙", null, [StaffRoles.Organizer], [portal.Mine.Organizer]);
        var request = new DefaultHttpContext().Request;
        request.ContentType = "multipart/form-data; boundary=x";
        var head = Encoding.UTF8.GetBytes("--x\r\nContent-Disposition: form-data; name=\"Files\"; filename=\"断.pdf\"\r\n\r\n%PDF-1.7 ");
        request.Body = new LongStream(head, 3_000_000, null);

        await portal.Site.UseAsync<UploadRooms>(async rooms =>
        {
            await using var room = await rooms.OpenAsync(member, portal.Mine.Engagement, new UploadFacts(null, null, null, null, null, null), 1_000_000_000, null, CancellationToken.None);
            await Assert.ThrowsAnyAsync<IOException>(() => new UploadReader(store).ReadAsync(request, long.MaxValue, _ => Task.FromResult<UploadRoom?>(room), CancellationToken.None));
        });

        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    /// <summary>Made as it is read; without an end it breaks off as a connection does.</summary>
    private sealed class LongStream(byte[] head, int middle, byte[]? end) : Stream
    {
        private long _at;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => _at; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            if (_at < head.Length)
            {
                return Give(head.AsSpan((int)_at), buffer);
            }

            var into = _at - head.Length;
            if (into < middle)
            {
                var count = (int)Math.Min(buffer.Length, middle - into);
                buffer[..count].Fill((byte)'x');
                _at += count;
                return count;
            }

            return end is null ? throw new IOException("The connection ended.") : Give(end.AsSpan((int)(into - middle)), buffer);
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Give(ReadOnlySpan<byte> from, Span<byte> to)
        {
            var count = Math.Min(from.Length, to.Length);
            from[..count].CopyTo(to);
            _at += count;
            return count;
        }
    }
}
