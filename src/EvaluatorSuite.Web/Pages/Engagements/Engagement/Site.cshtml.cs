using System.Globalization;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Uploads;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>The record of the site visit, written on the spot: a note first, its photographs and sheets afterwards.</summary>
[EngagementPage(EngagementAct.Read)]
public sealed class SiteModel(EngagementViews views, SuiteDb db, SiteRecordService records, SuiteOptions options, TimeProvider clock) : EngagementPageModel(views)
{
    public override string Tab => "site";

    /// <summary>The newest first: whoever writes on a telephone sees what was just saved.</summary>
    public IReadOnlyList<SiteRecord> Rows { get; private set; } = [];

    public string Now => Local(clock.GetUtcNow());

    public static string Local(DateTimeOffset at) => ChinaTime.Local(at).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    public UploadForm Upload(string key) => new($"up-{key}", $"/engagements/{EngagementId}/evidence/files", $"site:{key}", Described: false, [], options.EvidenceFileMegabytes);

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await base.LoadAsync(cancellationToken))
        {
            return false;
        }

        Rows = await db.SiteRecords.AsNoTracking().Where(r => r.EngagementId == EngagementId).OrderByDescending(r => r.Position).ToListAsync(cancellationToken);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(SiteRecordKind siteKind, string? subject, string? at, string? text, string? place, CancellationToken cancellationToken)
    {
        if (!this.FieldsAreWell())
        {
            return await RedrawAsync(cancellationToken);
        }

        var key = await records.AddAsync(Actor, EngagementId, Facts(siteKind, subject, at, text, place), cancellationToken);
        return Done("saved", "/site", key);
    }

    public async Task<IActionResult> OnPostCorrectAsync(Guid rowId, int version, SiteRecordKind siteKind, string? subject, string? at, string? text, string? place, CancellationToken cancellationToken)
    {
        if (!this.FieldsAreWell())
        {
            return await RedrawAsync(cancellationToken);
        }

        await records.CorrectAsync(Actor, EngagementId, rowId, version, Facts(siteKind, subject, at, text, place), cancellationToken);
        return Done("saved", "/site");
    }

    private SiteRecordFacts Facts(SiteRecordKind kind, string? subject, string? at, string? text, string? place)
    {
        var known = DateTime.TryParseExact(at, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        new RefusalList().Add(!known && !string.IsNullOrWhiteSpace(at), "At", "form.wrong", ("field", RefusalList.Label("At")), ("value", at ?? "")).ThrowIfAny();
        return new SiteRecordFacts
        {
            Kind = kind,
            Subject = subject?.Trim() ?? "",
            Text = text?.Trim() ?? "",
            Place = string.IsNullOrWhiteSpace(place) ? null : place.Trim(),
            At = known ? ChinaTime.Utc(time) : default,
            RecordedById = User.Id(),
        };
    }
}
