using System.Security.Cryptography;
using System.Text;
using EvaluatorSuite.Application.SignOff;
using EvaluatorSuite.Domain.Verdicts;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Verification;

/// <summary>What anybody with number and code learns of a report, and no more.</summary>
public enum PublicState { Valid, Superseded, Withdrawn, UnderExamination }

/// <param name="Sha256">Of the issued file, in hexadecimal.</param>
/// <param name="Root">Of the content that was signed.</param>
public sealed record PublicReport(
    string Number, PublicState State, DateOnly? StateSince, string? SupersededBy, string Event, DateOnly EventStart, DateOnly EventEnd, string Organizer, string Firm, string Guide, DateOnly IssuedOn,
    Conclusion Conclusion, decimal VerifiedTonnes, decimal OffsetTonnes, string Sha256, string Root);

/// <summary>A line of the public register.</summary>
public sealed record RegisterEntry(string Number, PublicState State, string Event, string Organizer, string Firm, DateOnly IssuedOn, Conclusion Conclusion);

/// <summary>Answers anybody, from what was kept of the issue itself: also when nothing else of the case is left.</summary>
public sealed class PublicRegister(SuiteDb db)
{
    public const int PageSize = 50;

    /// <returns>Null for an unknown number and for a wrong code alike.</returns>
    public async Task<PublicReport?> FindAsync(string number, string code, CancellationToken cancellationToken)
    {
        if (number.Any(char.IsControl))
        {
            return null;
        }

        var report = await db.IssuedReports.AsNoTracking().SingleOrDefaultAsync(r => r.Number == number, cancellationToken);
        var given = Encoding.UTF8.GetBytes(code.Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant());
        var right = CryptographicOperations.FixedTimeEquals(SHA256.HashData(given), SHA256.HashData(Encoding.UTF8.GetBytes(report?.Code ?? "")));
        return report is null || !right ? null : new PublicReport(
            report.Number, StateOf(report.State, report.ExaminedSince), report.StateAt is { } at ? ChinaDay.Of(at) : report.ExaminedSince is { } since ? ChinaDay.Of(since) : null, report.SupersededBy,
            report.Event, report.EventStart, report.EventEnd, report.Organizer, report.Firm, report.Guide, ChinaDay.Of(report.IssuedAt), report.Conclusion, report.VerifiedTonnes, report.OffsetTonnes, report.Sha256, report.Root);
    }

    /// <summary>Issued reports, the newest first.</summary>
    /// <param name="text">In number, event or organizer; null for all.</param>
    /// <param name="before">Number after which the page goes on.</param>
    /// <returns>Null when no report has that number.</returns>
    public async Task<IReadOnlyList<RegisterEntry>?> RegisterAsync(string? text, string? before, CancellationToken cancellationToken)
    {
        var reports = db.IssuedReports.AsNoTracking();
        if (!string.IsNullOrEmpty(before))
        {
            var last = before.Any(char.IsControl) ? null : await db.IssuedReports.Where(r => r.Number == before).Select(r => new { r.Year, r.Serial }).SingleOrDefaultAsync(cancellationToken);
            if (last is null)
            {
                return null;
            }

            reports = reports.Where(r => r.Year < last.Year || (r.Year == last.Year && r.Serial < last.Serial));
        }

        // What no number or name contains is not asked of the database: PostgreSQL refuses a NUL.
        if (text?.Any(char.IsControl) == true)
        {
            return [];
        }

        if (!string.IsNullOrWhiteSpace(text))
        {
            var words = text.Trim();
            reports = reports.Where(r => r.Number.Contains(words) || r.Event.Contains(words) || r.Organizer.Contains(words));
        }

        var page = await reports.OrderByDescending(r => r.Year).ThenByDescending(r => r.Serial).Take(PageSize + 1)
            .Select(r => new { r.Number, r.State, r.ExaminedSince, r.Event, r.Organizer, r.Firm, r.IssuedAt, r.Conclusion }).ToListAsync(cancellationToken);
        return [.. page.Select(r => new RegisterEntry(r.Number, StateOf(r.State, r.ExaminedSince), r.Event, r.Organizer, r.Firm, ChinaDay.Of(r.IssuedAt), r.Conclusion))];
    }

    /// <summary>A number that was given, short enough to say that there is none such.</summary>
    public static string Shown(string number) => number.Length > 60 ? number[..60] : number;

    private static PublicState StateOf(IssueState state, DateTimeOffset? examined) => state switch
    {
        IssueState.Superseded => PublicState.Superseded,
        IssueState.Withdrawn => PublicState.Withdrawn,
        _ => examined is null ? PublicState.Valid : PublicState.UnderExamination,
    };
}
