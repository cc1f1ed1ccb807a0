using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain.Workflows;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Drawings;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Admin;

/// <summary>One version of the process, drawn; it is activated here.</summary>
[Authorize(Policy = SignInRegistration.Administrators)]
public sealed class WorkflowModel(SuiteDb db, WorkflowStore store) : SuitePage
{
    [FromRoute]
    public string Digest { get; set; } = "";

    public WorkflowProcess Process { get; private set; } = null!;

    public ProcessVersion Version { get; private set; } = null!;

    public IReadOnlyList<DrawnDefinition> Drawn { get; private set; } = [];

    /// <summary>Engagements that run another version.</summary>
    public int Others { get; private set; }

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.ProcessVersions.AsNoTracking().SingleOrDefaultAsync(p => p.Digest == Digest, cancellationToken) is not { } version)
        {
            return false;
        }

        (Version, Process) = (version, await store.GetAsync(Digest, cancellationToken));
        Drawn = ProcessWords.Drawn(Process, null, T);
        Others = await db.ProcessInstances.CountAsync(i => i.EndedAt == null && i.ProcessDigest != Digest, cancellationToken);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await store.ActivateAsync(User.Actor(), Digest, cancellationToken);
        return LocalRedirect($"/admin/workflows/{Digest}?done=workflow-activated");
    }
}
