using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Findings;
using EvaluatorSuite.Domain.Findings;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Uploads;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Portal;

/// <summary>One finding and the organizer's answer to it.</summary>
[PortalPage]
public sealed class FindingModel(PortalReader reader, FindingService findings, SuiteOptions options, TimeProvider clock) : PortalPageModel(reader, clock)
{
    [FromRoute]
    public Guid RowId { get; set; }

    public Finding Row { get; private set; } = null!;

    public UploadForm Upload => new("upload", $"{Root}/files", $"finding:{Row.Facts.Key}", Described: false, [], options.EvidenceFileMegabytes);

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await base.LoadAsync(cancellationToken) || View.Findings.FirstOrDefault(f => f.Id == RowId) is not { } row)
        {
            return false;
        }

        Row = row;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(int version, string? answer, string? cause, CancellationToken cancellationToken)
    {
        await findings.AnswerAsync(Actor, EngagementId, RowId, version, answer, cause, Today, cancellationToken);
        return Done("answered");
    }
}
