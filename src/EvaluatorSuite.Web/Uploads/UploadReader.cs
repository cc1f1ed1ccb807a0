using System.Text;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Evidence;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace EvaluatorSuite.Web.Uploads;

/// <summary>One file of a form: whole, with its digest, or refused with the reason.</summary>
public sealed record ReceivedFile(string Name, StoredBytes? Bytes, long Size, Message? Refusal)
{
    /// <summary>Also of what was refused; null where it was not even read.</summary>
    public string? Sha256 { get; init; }
}

/// <summary>What a form with files held. Its fields come before its files, so that they are known while the files still arrive.</summary>
public sealed record ReceivedUpload(IReadOnlyDictionary<string, string> Fields, IReadOnlyList<ReceivedFile> Files);

/// <summary>
/// Reads a form with files as it arrives and streams each file into the evidence store: nothing is gathered in memory or in a
/// temporary form file first, and a file that is refused is not kept.
/// </summary>
public sealed class UploadReader(IEvidenceStore store)
{
    private const int LongestField = 8000;
    private const int MostFields = 50;
    private const int MostFiles = 200;

    /// <param name="open">Asked before the first file arrives, with the fields read so far; where it gives no room the files are read to their end and not kept.</param>
    /// <exception cref="BadHttpRequestException">It is no form with files, or has too many parts.</exception>
    public async Task<ReceivedUpload> ReadAsync(HttpRequest request, long mostPerFile, Func<IReadOnlyDictionary<string, string>, Task<UploadRoom?>> open, CancellationToken cancellationToken)
    {
        var boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value
            : null;
        try
        {
            return await ReadPartsAsync(new MultipartReader(boundary ?? throw new BadHttpRequestException("A form with files was expected."), request.Body), mostPerFile, open, cancellationToken);
        }
        // The reader has no exception of its own for a form without its end; a full disk is an IOException too, and our fault.
        catch (Exception broken) when (broken is InvalidDataException || (broken is IOException and not BadHttpRequestException && broken.Message.StartsWith("Unexpected end of Stream", StringComparison.Ordinal)))
        {
            throw new BadHttpRequestException("The form broke off or cannot be read.", broken);
        }
    }

    private async Task<ReceivedUpload> ReadPartsAsync(MultipartReader reader, long mostPerFile, Func<IReadOnlyDictionary<string, string>, Task<UploadRoom?>> open, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var files = new List<ReceivedFile>();
        var (asked, room) = (false, (UploadRoom?)null);

        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
            {
                continue;
            }

            if (disposition.IsFileDisposition())
            {
                (asked, room) = (true, asked ? room : await open(fields));
                var name = NameOf(disposition);
                if (name.Length > 0)
                {
                    files.Add(files.Count < MostFiles
                        ? await ReceiveAsync(name, section.Body, mostPerFile, room, cancellationToken)
                        : new ReceivedFile(name, null, 0, new Message("upload.too-many", ("file", name), ("most", MostFiles))));
                }
            }
            else if (fields.Count < MostFields)
            {
                fields[HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? ""] = await FieldAsync(section.Body, cancellationToken);
            }
        }

        if (!asked)
        {
            await open(fields);
        }

        return new ReceivedUpload(fields, files);
    }

    // Browsers of old sent whole paths; the name alone is kept, exactly as it was.
    private static string NameOf(ContentDispositionHeaderValue disposition)
    {
        var given = disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : HeaderUtilities.RemoveQuotes(disposition.FileName).Value;
        return given is null ? "" : given[(given.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
    }

    private async Task<ReceivedFile> ReceiveAsync(string name, Stream body, long most, UploadRoom? room, CancellationToken cancellationToken)
    {
        var head = new byte[FileType.HeadBytes];
        var read = await body.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        var type = FileType.Of(head.AsSpan(0, read));
        await using var content = new UploadStream(head.AsMemory(0, read), body, most, room);
        if (EvidenceRefusals.ToKeep(name, type, read, most) is { } refusal)
        {
            return new ReceivedFile(name, null, 0, refusal) { Sha256 = await content.ReadOnAsync(cancellationToken) };
        }

        try
        {
            var bytes = room is null ? await DigestAsync(content, cancellationToken) : await KeepAsync(content, room, cancellationToken);
            return new ReceivedFile(name, bytes, bytes.Size, null) { Sha256 = bytes.Sha256 };
        }
        catch (NoRoomException none)
        {
            var digest = await content.ReadOnAsync(cancellationToken);
            return none.OfQuota && !content.IsTooLarge && await IsKeptAsync(room!, digest, cancellationToken)
                ? new ReceivedFile(name, new StoredBytes(digest, content.Position), content.Position, null) { Sha256 = digest }
                : new ReceivedFile(name, null, 0, none.OfQuota ? EvidenceRefusals.Quota(name) : EvidenceRefusals.ToKeep(name, type, most + 1, most)) { Sha256 = digest };
        }
    }

    // Sent again after an upload that broke off: the bytes are there and count already, so that nothing has to be kept for which there is no room.
    private async Task<bool> IsKeptAsync(UploadRoom room, string digest, CancellationToken cancellationToken) =>
        await room.IsKeptAsync(digest, cancellationToken) && await store.HoldAsync(digest, cancellationToken);

    private async Task<StoredBytes> KeepAsync(UploadStream content, UploadRoom room, CancellationToken cancellationToken)
    {
        try
        {
            return await store.PutAsync(content, cancellationToken);
        }
        catch (Exception) when (content.Sha256 is not null)
        {
            // It had arrived whole and its room knows of it; where the store has nothing of it, nothing is to be counted.
            await using var kept = await store.OpenAsync(content.Sha256, CancellationToken.None);
            await (kept is null ? room.DropAsync(content.Sha256) : Task.CompletedTask);
            throw;
        }
    }

    private static async Task<StoredBytes> DigestAsync(UploadStream content, CancellationToken cancellationToken)
    {
        await content.CopyToAsync(Stream.Null, cancellationToken);
        return new StoredBytes(content.Sha256!, content.Position);
    }

    private static async Task<string> FieldAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestField * 4];
        var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        var text = Encoding.UTF8.GetString(buffer, 0, read);
        return text.Length <= LongestField ? text : throw new BadHttpRequestException("A field of the form is too long.");
    }
}
