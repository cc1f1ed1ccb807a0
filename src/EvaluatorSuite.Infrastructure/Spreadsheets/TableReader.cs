using System.Security.Cryptography;
using System.Text;
using EvaluatorSuite.Application.Tables;
using EvaluatorSuite.Domain;

namespace EvaluatorSuite.Infrastructure.Spreadsheets;

/// <summary>Sees from the first bytes what a file is and hands it to the reader of that form.</summary>
public sealed class TableReader : ITableReader
{
    private static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    public async Task<TableFile> ReadAsync(Stream content, string name, CancellationToken cancellationToken)
    {
        var bytes = await BytesAsync(content, name, cancellationToken);
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (bytes.AsSpan().StartsWith(Compound))
        {
            // An encrypted workbook is such a container too; the name of the stream in it tells the two apart.
            var encrypted = bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0;
            throw TableLimits.Refuse(name, encrypted ? "table.encrypted" : "table.xls");
        }

        if (bytes.AsSpan().StartsWith("PK"u8))
        {
            return XlsxReader.Read(bytes, name, digest, cancellationToken);
        }

        var (text, encoding) = TextBytes.Decode(bytes, name);
        return Delimited(text, name, digest, new Message("table.note.encoding", ("encoding", encoding))) with { Source = bytes };
    }

    public TableFile ReadAgain(TableFile file, TextEncoding encoding)
    {
        if (file.Source is null || encoding == TextEncoding.Automatic)
        {
            return file;
        }

        var (text, name) = TextBytes.Decode(file.Source, encoding, file.Name);
        return Delimited(text, file.Name, file.Sha256, new Message("table.note.encoding-chosen", ("encoding", name))) with { Source = file.Source };
    }

    public TableFile ReadPasted(string text, string name)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length > TableLimits.MaxBytes
            ? throw TooLarge(name)
            : Delimited(text, name, Convert.ToHexStringLower(SHA256.HashData(bytes)), null);
    }

    private static TableFile Delimited(string text, string name, string digest, Message? encoding)
    {
        var separator = DelimitedText.SeparatorOf(text);
        var sheet = new TableSheet("", DelimitedText.Read(text, separator, name));
        var note = new Message("table.note.separator", ("separator", separator == '\t' ? "Tab" : separator.ToString()));
        return sheet.Rows.Count == 0
            ? throw TableLimits.Refuse(name, "table.empty")
            : new TableFile(name, digest, [sheet], encoding is null ? [note] : [encoding, note]);
    }

    private static async Task<byte[]> BytesAsync(Stream content, string name, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        int count;
        while ((count = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > TableLimits.MaxBytes)
            {
                throw TooLarge(name);
            }
        }

        return bytes.Length == 0 ? throw TableLimits.Refuse(name, "table.empty") : bytes.ToArray();
    }

    private static Domain.Reading.UnreadableException TooLarge(string name) =>
        TableLimits.Refuse(name, "table.too-large", ("max", TableLimits.MaxBytes / 1024 / 1024));
}
