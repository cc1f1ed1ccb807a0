using System.IO.Compression;
using System.Text.Json;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Tables;

/// <summary>A table between being handed over and being taken in, so that no step needs the file again. One for each user and engagement, for a day.</summary>
public sealed class TableDraft : Row
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(1);

    private TableDraft()
    {
    }

    public TableDraft(Guid engagementId, Guid userId, TableFile file, DateTimeOffset at) : base(Guid.CreateVersion7())
    {
        (EngagementId, UserId, CreatedAt, ExpiresAt) = (engagementId, userId, at, at + Life);
        (FileName, Sha256, Content) = (file.Name, file.Sha256, TableJson.Write(file));
    }

    public Guid EngagementId { get; private set; }
    public Guid UserId { get; private set; }
    public string FileName { get; private set; } = "";
    public string Sha256 { get; private set; } = "";

    /// <summary>What was read of it, compressed.</summary>
    public byte[] Content { get; private set; } = [];

    /// <summary>How its columns are to be read, as JSON of whoever uses it; null before anybody has said.</summary>
    public string? Mapping { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }

    public TableFile Open() => TableJson.Read(Content, FileName, Sha256);

    public void MapBy(string mapping) => Mapping = mapping;
}

/// <summary>Cells as short texts, the first character saying what each is; then compressed.</summary>
internal static class TableJson
{
    private const string Kinds = "tndbeu";

    private sealed record Sheet(string Name, IReadOnlyList<Line> Rows);

    private sealed record Line(int N, IReadOnlyList<string> C);

    private sealed record Note(string Code, IReadOnlyDictionary<string, string> Values);

    private sealed record Whole(IReadOnlyList<Sheet> Sheets, IReadOnlyList<Note> Notes, byte[]? Source = null);

    public static byte[] Write(TableFile file)
    {
        var whole = new Whole(
            [.. file.Sheets.Select(s => new Sheet(s.Name, [.. s.Rows.Select(r => new Line(r.Number, [.. r.Cells.Select(c => c is null ? "" : Kinds[(int)c.Kind] + c.Text)]))]))],
            [.. file.Notes.Select(n => new Note(n.Code, n.Values.ToDictionary(v => v.Key, v => Convert.ToString(v.Value, System.Globalization.CultureInfo.InvariantCulture)!)))],
            file.Source);
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(packed, whole);
        }

        return bytes.ToArray();
    }

    public static TableFile Read(byte[] content, string name, string sha256)
    {
        using var packed = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
        var whole = JsonSerializer.Deserialize<Whole>(packed)!;
        return new TableFile(
            name, sha256,
            [.. whole.Sheets.Select(s => new TableSheet(s.Name, [.. s.Rows.Select(r => new TableRow(r.N, [.. r.C.Select(Cell)]))]))],
            [.. whole.Notes.Select(n => new Message(n.Code, n.Values.ToDictionary(v => v.Key, v => (object)v.Value)))],
            whole.Source);
    }

    private static TableCell? Cell(string text) => text.Length == 0 ? null : new TableCell((CellKind)Kinds.IndexOf(text[0], StringComparison.Ordinal), text[1..]);
}

internal sealed class TableDraftConfiguration : IEntityTypeConfiguration<TableDraft>
{
    public void Configure(EntityTypeBuilder<TableDraft> builder)
    {
        builder.ToTable("table_drafts");
        builder.Property(d => d.FileName).HasMaxLength(200);
        builder.Property(d => d.Sha256).HasMaxLength(64).IsFixedLength();
        builder.HasOne<Engagement>().WithMany().HasForeignKey(d => d.EngagementId);
        builder.HasIndex(d => new { d.EngagementId, d.UserId }).IsUnique();
        builder.HasIndex(d => d.ExpiresAt);
    }
}
