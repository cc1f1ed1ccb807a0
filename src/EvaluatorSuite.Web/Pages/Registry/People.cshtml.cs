using EvaluatorSuite.Application;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Lists;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Registry;

/// <summary>People by name, read by keyset, filtered by name or address.</summary>
public sealed class PeopleModel(SuiteDb db) : SuitePage
{
    private const int PageSize = 50;

    public sealed record Row(Guid Id, string Name, string? Email, IReadOnlyList<string> Qualifications);

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
        if (After is { } last && await db.People.Where(p => p.Id == last).Select(p => p.Name).SingleOrDefaultAsync(cancellationToken) is { } name)
        {
            found = found.Where(p => p.Name.CompareTo(name) > 0 || (p.Name == name && p.Id > last));
        }

        var rows = await found.OrderBy(p => p.Name).ThenBy(p => p.Id).Take(PageSize + 1).Select(p => new Row(p.Id, p.Name, p.Email, p.Qualifications)).ToListAsync(cancellationToken);
        Rows = [.. rows.Take(PageSize)];
        Next = rows.Count > PageSize ? $"/people?q={Uri.EscapeDataString(Q ?? "")}&after={Rows[^1].Id}" : null;
        return true;
    }

    protected override ListSheet SheetOf(string list, CancellationToken cancellationToken) => ListSheet.Of(
        T["page.nav.people"], [new(T["registry.person.name"]), new(T["registry.person.email"], Width: 30), new(T["registry.person.qualifications"], Width: 50)],
        Matching().OrderBy(p => p.Name).ThenBy(p => p.Id).Select(p => new Row(p.Id, p.Name, p.Email, p.Qualifications)).AsAsyncEnumerable(), r => [r.Name, r.Email, string.Join(T["list.separator"], r.Qualifications)]);

    private IQueryable<Person> Matching()
    {
        var found = db.People.AsNoTracking();
        if (Q?.Trim() is { Length: > 0 } text)
        {
            var email = text.ToLowerInvariant();
            found = found.Where(p => p.Name.Contains(text) || (p.Email != null && p.Email.Contains(email)) || p.FormerNames.Any(n => n.Contains(text)) || p.FormerEmails.Any(e => e.Contains(email)));
        }

        return found;
    }
}
