using System.IO.Compression;
using System.Xml;
using EvaluatorSuite.Application.Tables;
using EvaluatorSuite.Domain;

namespace EvaluatorSuite.Infrastructure.Spreadsheets;

/// <summary>
/// Reads the values of an <c>.xlsx</c> workbook straight from its XML, since a figure must come through to its last digit and a library
/// hands it on as floating point. Formulas, macros, links and pictures are passed over; nothing is calculated or fetched.
/// </summary>
internal static class XlsxReader
{
    public static TableFile Read(byte[] bytes, string name, string digest, CancellationToken cancellationToken)
    {
        try
        {
            using var package = XlsxPackage.Open(bytes, name);
            return Read(package, name, digest, cancellationToken);
        }
        catch (Exception broken) when (broken is XmlException or IOException or InvalidDataException or ArgumentException or FormatException or OverflowException or NotSupportedException)
        {
            throw TableLimits.Refuse(name, "table.broken");
        }
    }

    private static TableFile Read(XlsxPackage package, string name, string digest, CancellationToken cancellationToken)
    {
        var book = XlsxBook.Read(package);
        var strings = XlsxStrings.Read(package, book.Strings);
        var formats = XlsxFormats.Read(package, book.Styles);
        var counts = new XlsxCounts();
        var sheets = new List<TableSheet>();
        foreach (var sheet in book.Sheets.Where(s => !s.Hidden))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = new XlsxSheetReader(sheet.Name, strings, formats, book.Since1904, counts, name).Read(package.Xml(sheet.Part));
            if (rows.Count > 0)
            {
                sheets.Add(new TableSheet(sheet.Name, rows));
            }
        }

        return sheets.Count == 0
            ? throw TableLimits.Refuse(name, "table.empty")
            : new TableFile(name, digest, sheets, Notes(counts, book.Sheets.Where(s => s.Hidden).Select(s => s.Name).ToList()));
    }

    private static List<Message> Notes(XlsxCounts counts, List<string> hidden)
    {
        var notes = new List<Message>();
        AddIf(counts.Formulas > 0, new Message("table.note.formulas", ("count", counts.Formulas)));
        AddIf(counts.HiddenRows > 0, new Message("table.note.hidden-rows", ("count", counts.HiddenRows)));
        AddIf(hidden.Count > 0, new Message("table.note.hidden-sheets", ("sheets", string.Join(", ", hidden))));
        return notes;

        void AddIf(bool told, Message note)
        {
            if (told)
            {
                notes.Add(note);
            }
        }
    }
}

/// <summary>What was met while reading, for the person who handed the table over; and what is limited over all sheets.</summary>
internal sealed class XlsxCounts
{
    public int Cells { get; set; }
    public int Formulas { get; set; }
    public int HiddenRows { get; set; }
}

/// <summary>The parts of a workbook, each read as XML that refers to nothing outside and may not swell beyond measure.</summary>
internal sealed class XlsxPackage : IDisposable
{
    /// <summary>Unpacked, of one part and of all that is read: an archive of a few kilobytes can hold gigabytes of zeros.</summary>
    private const long MaxPart = 128L * 1024 * 1024;
    private const long MaxTotal = 256L * 1024 * 1024;
    private const int MaxParts = 5000;

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _parts;
    private readonly string _name;
    private long _total;

    private XlsxPackage(ZipArchive archive, string name)
    {
        (_archive, _name) = (archive, name);
        if (archive.Entries.Count > MaxParts)
        {
            throw TableLimits.Refuse(name, "table.bomb");
        }

        _parts = archive.Entries.GroupBy(e => e.FullName.Replace('\\', '/').TrimStart('/'), StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
    }

    public static XlsxPackage Open(byte[] bytes, string name)
    {
        var package = new XlsxPackage(new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read), name);
        if (package.Has("xl/workbook.bin"))
        {
            throw TableLimits.Refuse(name, "table.xlsb");
        }

        return package.Has("xl/workbook.xml") ? package
            : throw TableLimits.Refuse(name, package.Has("mimetype") && package.Has("content.xml") ? "table.ods" : "table.not-a-table");
    }

    public bool Has(string part) => _parts.ContainsKey(part);

    public XmlReader Xml(string part) => _parts.TryGetValue(part, out var entry)
        ? XmlReader.Create(new CountedStream(entry.Open(), Count), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true })
        : throw new InvalidDataException($"{part} is missing.");

    public void Dispose() => _archive.Dispose();

    private void Count(int read, long ofPart)
    {
        if (ofPart > MaxPart || (_total += read) > MaxTotal)
        {
            throw TableLimits.Refuse(_name, "table.bomb");
        }
    }

    private sealed class CountedStream(Stream inner, Action<int, long> count) : Stream
    {
        private long _read;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int size)
        {
            var read = inner.Read(buffer, offset, size);
            _read += read;
            count(read, _read);
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int size) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
