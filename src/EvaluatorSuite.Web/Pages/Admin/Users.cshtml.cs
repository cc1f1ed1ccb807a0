using System.ComponentModel.DataAnnotations;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Spreadsheets;
using EvaluatorSuite.Infrastructure.Identity;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Admin;

/// <summary>Users by name, a page at a time, and new ones. An administrator gives access; no part of this page reaches a case.</summary>
[Authorize(Policy = SignInRegistration.Administrators)]
public sealed class UsersModel(SuiteDb db, UserAdministration administration, TimeProvider clock) : SuitePage
{
    private const int PageSize = 50;

    [BindProperty, Required, MaxLength(100)]
    public string Name { get; set; } = "";

    [BindProperty, Required, EmailAddress, MaxLength(200)]
    public string Account { get; set; } = "";

    [BindProperty]
    public List<string> Roles { get; set; } = [];

    /// <summary>Part of a name or an address.</summary>
    [FromQuery]
    public string? Find { get; set; }

    /// <summary>The name, and the account, after which this page begins.</summary>
    [FromQuery]
    public string? After { get; set; }

    [FromQuery]
    public string? AfterAccount { get; set; }

    public IReadOnlyList<SuiteUser> Users { get; private set; } = [];

    public int Count { get; private set; }

    /// <summary>A list that is seen whole needs no search.</summary>
    public bool CanFind => Count > PageSize || !string.IsNullOrEmpty(Find);

    public string? Next { get; private set; }

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var found = Matching(db.Users.AsNoTracking());
        Count = await found.CountAsync(cancellationToken);
        if (After is { } name && AfterAccount is { } account)
        {
#pragma warning disable CA1309 // The database compares, in the order that it sorts by.
            found = found.Where(u => string.Compare(u.DisplayName, name) > 0 || (u.DisplayName == name && string.Compare(u.NormalizedUserName, account) > 0));
#pragma warning restore CA1309
        }

        var rows = await found.OrderBy(u => u.DisplayName).ThenBy(u => u.NormalizedUserName).Take(PageSize + 1).ToListAsync(cancellationToken);
        Users = [.. rows.Take(PageSize)];
        Next = rows.Count > PageSize
            ? $"/admin/users?find={Uri.EscapeDataString(Find ?? "")}&after={Uri.EscapeDataString(Users[^1].DisplayName)}&afterAccount={Uri.EscapeDataString(Users[^1].NormalizedUserName!)}"
            : null;
        return true;
    }

    protected override ListSheet SheetOf(string list, CancellationToken cancellationToken) => ListSheet.Of(
        T["page.nav.users"],
        [
            new(T["page.users.name"]), new(T["page.sign-in.account"], Width: 30), new(T["page.users.roles"], Width: 30), new(T["account.factor.title"]), new(T["account.last-sign-in"], ColumnKind.Time, 18), new(T["page.users.state"]),
        ],
        Matching(db.Users.AsNoTracking()).OrderBy(u => u.DisplayName).ThenBy(u => u.NormalizedUserName).AsAsyncEnumerable(),
        u => [u.DisplayName, u.Email, string.Join(T["list.separator"], u.AllRoles().Select(r => T[$"term.role.{r}"])), T[u.TwoFactorEnabled ? "account.factor.on" : "account.factor.off"],
            u.LastSignInAt is { } at ? ChinaTime.Local(at) : null, StateOf(u)]);


    private string StateOf(SuiteUser user) => T[
        !user.Active ? "page.users.inactive"
        : user.LockoutEnd > clock.GetUtcNow() ? "list.sheet.locked"
        : user.InvitationId is not null && user.LastSignInAt is null ? "account.users.invited" : "page.users.active"];

    private IQueryable<SuiteUser> Matching(IQueryable<SuiteUser> all)
    {
        if (Find?.Trim() is not { Length: > 0 } part)
        {
            return all;
        }

        var upper = part.ToUpperInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // Translated to the database's own function; no culture of ours takes part.
        return all.Where(u => u.DisplayName.ToUpper().Contains(upper) || u.NormalizedEmail!.Contains(upper));
#pragma warning restore CA1304, CA1311, CA1862
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Roles = [.. Roles.Where(StaffRoles.All.Contains).Distinct()];
        if (Roles.Count == 0)
        {
            ModelState.AddModelError(nameof(Roles), "");
        }

        if (!this.FieldsAreRight())
        {
            return await RedrawAsync(cancellationToken);
        }

        var account = Account.Trim().ToLowerInvariant();
        var user = new SuiteUser { UserName = account, Email = account, DisplayName = Name.Trim(), Roles = Roles };
        var result = await administration.CreateAsync(User.Id(), user, cancellationToken);
        if (!result.Succeeded)
        {
            this.Refuse(result, nameof(Account), nameof(Account));
            return await RedrawAsync(cancellationToken);
        }

        return LocalRedirect($"/admin/users/{user.Id}?said=created");
    }
}
