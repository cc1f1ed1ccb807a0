using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Archives;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Application.TimeStamps;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Web.Authorization;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Downloads;

/// <summary>Archives of the ledger, written as they are sent. Fetching enters nothing: the export has been entered, and it is fetched by whoever did.</summary>
public static class LedgerDownloads
{
    public static Task<IResult> EngagementAsync(Guid engagementId, long sequence, HttpContext http, LedgerArchives archives, ArchiveWriter writer, TextCatalog texts, CancellationToken cancellationToken) =>
        AnswerAsync(engagementId, sequence, http, archives, writer, texts, cancellationToken);

    public static Task<IResult> PeriodAsync(long sequence, HttpContext http, LedgerArchives archives, ArchiveWriter writer, TextCatalog texts, CancellationToken cancellationToken) =>
        AnswerAsync(null, sequence, http, archives, writer, texts, cancellationToken);

    /// <summary>The token over the root of a signature, as the authority gave it.</summary>
    public static async Task<IResult> StampAsync(Guid engagementId, Guid stampId, SuiteDb db, CancellationToken cancellationToken) =>
        Token(await db.TimeStamps.AsNoTracking().SingleOrDefaultAsync(s => s.Id == stampId && s.EngagementId == engagementId, cancellationToken));

    /// <summary>The token over the head that the ledger had with this entry.</summary>
    public static async Task<IResult> AnchorAsync(long sequence, SuiteDb db, CancellationToken cancellationToken) =>
        Token(await db.TimeStamps.AsNoTracking().Where(s => s.Sequence == sequence).OrderBy(s => s.Id).FirstOrDefaultAsync(cancellationToken));

    private static IResult Token(TimeStamp? stamp) =>
        stamp?.Token is { } token ? Results.File(token, "application/timestamp-token", $"{stamp.Digest}.tst") : Results.NotFound();

    private static async Task<IResult> AnswerAsync(Guid? engagementId, long sequence, HttpContext http, LedgerArchives archives, ArchiveWriter writer, TextCatalog texts, CancellationToken cancellationToken)
    {
        try
        {
            return await archives.FindAsync(http.User.Actor(), engagementId, sequence, cancellationToken) is { } plan
                ? Results.Stream(body => writer.WriteAsync(plan, body, http.RequestAborted), "application/zip", $"{plan.Manifest.Name ?? $"{plan.Manifest.From:yyyy-MM-dd}_{plan.Manifest.To:yyyy-MM-dd}"}-{texts["page.ledger.title"]}-{sequence}.zip")
                : Results.NotFound();
        }
        catch (RefusedException)
        {
            // The page says why, and has the button for another.
            return Results.LocalRedirect($"/engagements/{engagementId}/ledger?stale=true");
        }
    }
}
