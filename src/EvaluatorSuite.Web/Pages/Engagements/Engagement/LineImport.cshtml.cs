using EvaluatorSuite.Application.Accounting;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Tables;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>The first step of an import: a file or what was copied from a spreadsheet.</summary>
[EngagementPage(EngagementAct.Work)]
[LargestUpload(MaxRequest)]
[RequestSizeLimit(MaxRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = MaxRequest, ValueLengthLimit = (int)MaxRequest)]
public sealed class LineImportModel(EngagementViews views, LineImports imports, ITableReader reader) : EngagementPageModel(views), IPreparesPost
{
    /// <summary>A little more than a table may have, so that one that is too large is refused with words.</summary>
    public const long MaxRequest = 32L * 1024 * 1024;

    private TableFile? _file;

    public override string Tab => "inventory";

    [BindProperty]
    public IFormFile? Table { get; set; }

    [BindProperty]
    public string? Pasted { get; set; }

    /// <summary>What this user has begun and not ended.</summary>
    public DraftName? Draft { get; private set; }

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        Draft = await imports.LastAsync(User.Actor(), EngagementId, cancellationToken);
        return true;
    }

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Table is { Length: > 0 })
            {
                await using var content = Table.OpenReadStream();
                var name = Path.GetFileName(Table.FileName);
                _file = await reader.ReadAsync(content, name.Length > 200 ? name[^200..] : name, cancellationToken);
            }
            else if (!string.IsNullOrWhiteSpace(Pasted))
            {
                _file = reader.ReadPasted(Pasted, T["inventory.import.pasted-name"]);
            }
            else
            {
                this.Wrong(nameof(Table), Table is null ? "inventory.import.nothing" : "table.empty");
            }
        }
        catch (UnreadableException unreadable)
        {
            Refuse(unreadable);
        }
    }

    public void Refuse(UnreadableException unreadable) =>
        ModelState.AddModelError(Table is { Length: > 0 } ? nameof(Table) : nameof(Pasted), string.Join(" ", unreadable.Faults.Select(f => T.Say(f.What))));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (_file is null)
        {
            return await RedrawAsync(cancellationToken);
        }

        var draft = await imports.KeepAsync(User.Actor(), EngagementId, LineAuthor.Firm, _file, cancellationToken);
        return LocalRedirect($"/engagements/{EngagementId}/inventory/import/{draft}");
    }
}
