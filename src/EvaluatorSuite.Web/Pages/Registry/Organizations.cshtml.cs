using EvaluatorSuite.Application;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Lists;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Registry;

/// <summary>Organizations by name, read by keyset, filtered by name, credit code or representative.</summary>
public sealed class OrganizationsModel(SuiteDb db) : SuitePage
{
    private const int PageSize = 50;

    public sealed record Row(Guid Id, string Name, string Uscc, string? Representative);

    /// <summary>Part of a name, present or former, of a credit code, or of a representative's name.</summary>
    [FromQuery]
    public string? Q { get; set; }

    /// <summary>The last row of the page before.</summary>
    [FromQuery]
    public Guid? After { get; set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public string? Next { get; private set; }

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var found = Matching();
        if (After is { } last && await db.Organizations.Where(o => o.Id == last).Select(o => o.Name).SingleOrDefaultAsync(cancellationToken) is { } name)
        {
            found = found.Where(o => o.Name.CompareTo(name) > 0 || (o.Name == name && o.Id > last));
        }

        var rows = await found.OrderBy(o => o.Name).ThenBy(o => o.Id).Take(PageSize + 1).Select(o => new Row(o.Id, o.Name, o.Uscc, o.LegalRepresentative)).ToListAsync(cancellationToken);
        Rows = [.. rows.Take(PageSize)];
        Next = rows.Count > PageSize ? $"/organizations?q={Uri.EscapeDataString(Q ?? "")}&after={Rows[^1].Id}" : null;
        return true;
    }

    protected override ListSheet SheetOf(string list, CancellationToken cancellationToken) => ListSheet.Of(
        T["page.nav.organizations"], [new(T["registry.name"], Width: 40), new(T["registry.label.uscc"], Width: 22), new(T["registry.label.representative"])],
        Matching().OrderBy(o => o.Name).ThenBy(o => o.Id).Select(o => new Row(o.Id, o.Name, o.Uscc, o.LegalRepresentative)).AsAsyncEnumerable(), r => [r.Name, r.Uscc, r.Representative]);

    private IQueryable<Organization> Matching()
    {
        var found = db.Organizations.AsNoTracking();
        if (Q?.Trim() is { Length: > 0 } text)
        {
            var code = text.ToUpperInvariant();
            found = found.Where(o => o.Name.Contains(text) || o.Uscc.Contains(code) || (o.LegalRepresentative != null && o.LegalRepresentative.Contains(text))
                || o.FormerNames.Any(n => n.Contains(text)) || o.OtherRepresentatives.Any(r => r.Contains(text)));
        }

        return found;
    }
}
