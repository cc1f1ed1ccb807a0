using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Uploads;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Portal;

/// <summary>One thing that is asked for: files, a word, and that this is all.</summary>
[PortalPage]
public sealed class RequestModel(PortalReader reader, EvidenceRequestService requests, SuiteOptions options, TimeProvider clock) : PortalPageModel(reader, clock)
{
    [FromRoute]
    public Guid RowId { get; set; }

    public EvidenceRequest Row { get; private set; } = null!;

    public UploadForm Upload => new("upload", $"{Root}/files", $"request:{Row.Facts.Key}", Described: false, [], options.EvidenceFileMegabytes);

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await base.LoadAsync(cancellationToken) || View.Requests.FirstOrDefault(r => r.Id == RowId) is not { } row)
        {
            return false;
        }

        Row = row;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(int version, string? remark, CancellationToken cancellationToken)
    {
        await requests.GiveAsync(Actor, EngagementId, RowId, version, remark, Today, cancellationToken);
        return Done("given");
    }
}
