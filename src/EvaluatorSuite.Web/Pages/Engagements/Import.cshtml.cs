using EvaluatorSuite.Application.CaseFolders;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Infrastructure.CaseFolders;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Engagements;

/// <summary>Brings in a case folder, zipped. Either all of it comes in or none, and every fault is named.</summary>
[Authorize(Policy = SignInRegistration.OpenEngagements)]
[LargestUpload(MaxBytes)]
[RequestSizeLimit(MaxBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MaxBytes)]
public sealed class ImportModel(CaseImporter importer) : SuitePage, IPreparesPost
{
    /// <summary>Of the uploaded archive.</summary>
    public const long MaxBytes = 2L * 1024 * 1024 * 1024;

    private PreparedCase? _prepared;

    [BindProperty]
    public IFormFile? Folder { get; set; }

    public IReadOnlyList<(string Where, string What)> Faults { get; private set; } = [];

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (Folder is null || Folder.Length == 0)
        {
            ModelState.AddModelError(nameof(Folder), T["page.import.no-file"]);
            return;
        }

        await using var folder = ZipCaseFolder.Open(Folder.OpenReadStream(), Path.GetFileName(Folder.FileName));
        _prepared = await importer.PrepareAsync(folder, progress: null, cancellationToken);
    }

    public int FaultCount { get; private set; }

    public void Refuse(UnreadableException unreadable) =>
        (FaultCount, Faults) = (unreadable.Total, [.. unreadable.Faults.Select(f => (f.Path == "$" ? unreadable.File : $"{unreadable.File} {f.Path}", T.Say(f.What)))]);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (_prepared is null)
        {
            return await RedrawAsync(cancellationToken);
        }

        var id = await importer.SaveAsync(_prepared, User.Id(), cancellationToken);
        return new LocalRedirectResult($"/engagements/{id}");
    }
}
