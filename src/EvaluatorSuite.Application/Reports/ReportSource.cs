using System.Text.Json;

namespace EvaluatorSuite.Application.Reports;

/// <summary>Everything that a file was written from, so that it can be written again: the data, and the pack whose template it filled.</summary>
public sealed record ReportSource(string GuideDigest, ReportContent Content)
{
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <exception cref="JsonException">It is not what <see cref="Write"/> wrote.</exception>
    public static ReportSource Read(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize<ReportSource>(utf8) ?? throw new JsonException();
}

/// <summary>A file with what it was written from.</summary>
public sealed record WrittenReport(byte[] Document, ReportSource Source);
