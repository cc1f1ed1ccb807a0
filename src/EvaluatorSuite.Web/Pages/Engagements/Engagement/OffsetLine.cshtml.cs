using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Offsets;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Offsets;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>One line of units, new or corrected.</summary>
[EngagementPage(EngagementAct.Work)]
public sealed class OffsetLineModel(EngagementViews views, SuiteDb db, OffsetService offsets, RegistryLookup lookup) : EngagementPageModel(views)
{
    /// <summary><c>new</c> or the row's id.</summary>
    [FromRoute]
    public string RowId { get; set; } = "";

    public OffsetLine? Row { get; private set; }

    public string? Seller { get; private set; }

    public IReadOnlyList<string> Organizations { get; private set; } = [];

    /// <summary>A kind that the pack does not allow stays selectable on the line that has it.</summary>
    public IEnumerable<(string, string)> OtherKind => Row is { } row && View.Facts.Guide.FindOffsetKind(row.Facts.Kind) is null ? [(row.Facts.Kind, row.Facts.Kind)] : [];

    public override string Tab => "offsets";

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (RowId != "new")
        {
            Row = Guid.TryParse(RowId, out var id) ? await db.OffsetLines.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id && o.EngagementId == EngagementId, cancellationToken) : null;
            if (Row is null)
            {
                return false;
            }
        }

        if (!await base.LoadAsync(cancellationToken))
        {
            return false;
        }

        Seller = Row?.Facts.SellerId is { } seller ? RegistryLookup.Show(View.Names.Facts(seller)) : null;
        Organizations = await lookup.OrganizationsAsync(cancellationToken);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(
        int? version, string? kind, string? registry, string? project, string? serialFrom, string? serialTo, string? tonnes, Acquisition acquiredBy, string? seller,
        DateOnly? cancelledOn, string? certificate, List<string>? evidence, CancellationToken cancellationToken)
    {
        if (!this.FieldsAreWell())
        {
            return await RedrawAsync(cancellationToken);
        }

        var list = new RefusalList();
        var amount = Typed.Amount(list.Need("Tonnes", tonnes, 60), "Tonnes", tonnes);
        list.ThrowIfAny();
        var line = new OffsetFacts
        {
            Kind = kind ?? "",
            Registry = registry?.Trim() ?? "",
            Project = project?.Trim() ?? "",
            SerialFrom = serialFrom?.Trim() ?? "",
            SerialTo = serialTo?.Trim() ?? "",
            Tonnes = amount ?? 0,
            AcquiredBy = acquiredBy,
            SellerId = await lookup.OptionalOrganizationAsync(seller, "Seller", cancellationToken),
            CancelledOn = cancelledOn,
            Certificate = string.IsNullOrWhiteSpace(certificate) ? null : certificate.Trim(),
            Evidence = await EvidenceKeys.ReadAsync(db, EngagementId, evidence, cancellationToken),
        };
        if (Guid.TryParse(RowId, out var id))
        {
            await offsets.CorrectAsync(Actor, EngagementId, id, version ?? -1, line, cancellationToken);
        }
        else
        {
            await offsets.AddAsync(Actor, EngagementId, line, cancellationToken);
        }

        return Done("saved", "/offsets");
    }

    public async Task<IActionResult> OnPostRemoveAsync(int version, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(RowId, out var row))
        {
            return NotFound();
        }

        await offsets.RemoveAsync(Actor, EngagementId, row, version, cancellationToken);
        return Done("offset-removed", "/offsets");
    }
}
