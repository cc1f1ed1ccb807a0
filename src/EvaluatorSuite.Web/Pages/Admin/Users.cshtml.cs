using System.ComponentModel.DataAnnotations;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Admin;

/// <summary>Users and their roles. An administrator gives access; no part of this page reaches a case.</summary>
[Authorize(Policy = SignInRegistration.Administrators)]
public sealed class UsersModel(SuiteDb db, UserManager<SuiteUser> users, LedgerWriter ledger) : SuitePage
{
    [BindProperty, Required, MaxLength(100)]
    public string Name { get; set; } = "";

    [BindProperty, Required, EmailAddress, MaxLength(200)]
    public string Account { get; set; } = "";

    [BindProperty]
    public List<string> Roles { get; set; } = [];

    /// <summary>Whom to show an invitation for.</summary>
    [FromQuery]
    public Guid? Invite { get; set; }

    public IReadOnlyList<SuiteUser> Users { get; private set; } = [];

    public string? Invitation { get; private set; }

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Users = await db.Users.AsNoTracking().OrderBy(u => u.DisplayName).ThenBy(u => u.Email).Take(500).ToListAsync(cancellationToken);
        if (Invite is { } id && await users.FindByIdAsync(id.ToString()) is { Active: true, PasswordHash: null } invited)
        {
            var token = await users.GeneratePasswordResetTokenAsync(invited);
            Invitation = $"{Request.Scheme}://{Request.Host}/invitation/{id}?token={Uri.EscapeDataString(token)}";
        }

        return true;
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
        var person = await db.People.Where(p => p.Email == account).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(cancellationToken);
        var user = new SuiteUser { UserName = account, Email = account, DisplayName = Name.Trim(), Roles = Roles, PersonId = person };
        var result = await users.CreateAsync(user);
        if (!result.Succeeded)
        {
            this.Refuse(result, nameof(Account), nameof(Account));
            return await RedrawAsync(cancellationToken);
        }

        await ledger.AppendAsync(User.Id(), null, "user.created", new Dictionary<string, object?> { ["user"] = user.Id, ["roles"] = Roles }, cancellationToken);
        return LocalRedirect($"/admin/users?invite={user.Id}");
    }

    /// <summary>Lets a user in no more, from the next request on, or again.</summary>
    public async Task<IActionResult> OnPostSwitchAsync(Guid userId, bool active, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        var user = await users.FindByIdAsync(userId.ToString()) ?? throw new MissingException(nameof(SuiteUser));
        if (userId == User.Id() && !active)
        {
            ModelState.AddModelError("", T["page.users.not-oneself"]);
            return await RedrawAsync(cancellationToken);
        }

        user.Active = active;
        await users.UpdateAsync(user);
        await users.UpdateSecurityStampAsync(user);
        await ledger.AppendAsync(User.Id(), null, active ? "user.activated" : "user.deactivated", new Dictionary<string, object?> { ["user"] = userId }, cancellationToken);
        return LocalRedirect("/admin/users");
    }
}
