using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EvaluatorSuite.Application.Requests;

/// <summary>
/// A request of another system that has been acted on, with its answer: sent again under the same key, it is answered alike and acts no
/// second time.
/// </summary>
public sealed class ApiRequest(Guid userId, string key, string digest, DateTimeOffset at)
{
    public const int MaxKey = 100;

    public Guid UserId { get; } = userId;

    /// <summary>As the caller chose it.</summary>
    public string Key { get; } = key;

    /// <summary>SHA-256 of method, path and body: a key is good for one request alone.</summary>
    public string Digest { get; } = digest;

    public DateTimeOffset At { get; } = at;
    public int Status { get; private set; }
    public string? Json { get; private set; }
    public string? Location { get; private set; }
    public int? RowVersion { get; private set; }

    public void AnsweredWith(int status, string? json, string? location, int? rowVersion) => (Status, Json, Location, RowVersion) = (status, json, location, rowVersion);
}

internal sealed class ApiRequestConfiguration : IEntityTypeConfiguration<ApiRequest>
{
    public void Configure(EntityTypeBuilder<ApiRequest> builder)
    {
        builder.ToTable("api_requests");
        builder.HasKey(r => new { r.UserId, r.Key });
        builder.Property(r => r.UserId);
        builder.Property(r => r.Key).HasMaxLength(ApiRequest.MaxKey);
        builder.Property(r => r.Digest).HasMaxLength(64).IsFixedLength();
        builder.Property(r => r.At);
        builder.Property(r => r.Location).HasMaxLength(500);
        builder.HasIndex(r => r.At);
    }
}
