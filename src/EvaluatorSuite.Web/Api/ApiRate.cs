using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace EvaluatorSuite.Web.Api;

/// <summary>So many requests of one token in a minute: plenty for a system that works, little for one that runs wild.</summary>
public sealed class ApiRate : IRateLimiterPolicy<string>
{
    public const string Name = "api";
    public const int PerMinute = 600;

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = (rejected, _) =>
    {
        if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
        {
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return ValueTask.CompletedTask;
    };

    // Nobody is known yet here; the digest keeps secrets out of the limiter's memory.
    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => RateLimitPartition.GetFixedWindowLimiter(
        TokenAuthentication.SecretOf(httpContext.Request) is { } secret ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret))) : $"{httpContext.Connection.RemoteIpAddress}",
        _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) });
}
