using EvaluatorSuite.Application;
using EvaluatorSuite.Web.Filters;
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
        var found = db.People.AsNoTracking();
        if (Q?.Trim() is { Length: > 0 } text)
        {
            var email = text.ToLowerInvariant();
            found = found.Where(p => p.Name.Contains(text) || (p.Email != null && p.Email.Contains(email)) || p.FormerNames.Any(n => n.Contains(text)) || p.FormerEmails.Any(e => e.Contains(email)));
        }

        if (After is { } last && await db.People.Where(p => p.Id == last).Select(p => p.Name).SingleOrDefaultAsync(cancellationToken) is { } name)
        {
            found = found.Where(p => p.Name.CompareTo(name) > 0 || (p.Name == name && p.Id > last));
        }

        var rows = await found.OrderBy(p => p.Name).ThenBy(p => p.Id).Take(PageSize + 1).Select(p => new Row(p.Id, p.Name, p.Email, p.Qualifications)).ToListAsync(cancellationToken);
        Rows = [.. rows.Take(PageSize)];
        Next = rows.Count > PageSize ? $"/people?q={Uri.EscapeDataString(Q ?? "")}&after={Rows[^1].Id}" : null;
        return true;
    }
}
