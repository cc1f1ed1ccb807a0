using System.ComponentModel.DataAnnotations;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Infrastructure.Identity;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Admin;

/// <summary>One user, and what an administrator may do about them.</summary>
[Authorize(Policy = SignInRegistration.Administrators)]
public sealed class UserModel(SuiteDb db, UserManager<SuiteUser> users, UserAdministration administration, Invitations invitations, TimeProvider clock) : SuitePage
{
    [FromRoute]
    public Guid UserId { get; set; }

    [FromQuery]
    public string? Said { get; set; }

    [BindProperty, Required, MaxLength(100)]
    public string Name { get; set; } = "";

    [BindProperty]
    public List<string> Roles { get; set; } = [];

    [BindProperty, MaxLength(200)]
    public string? PersonAddress { get; set; }

    /// <summary>The state that the editor saw: a change over a newer one is a conflict.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public SuiteUser Subject { get; private set; } = null!;

    public IReadOnlyList<UserLoginInfo> Logins { get; private set; } = [];

    public string? PersonName { get; private set; }

    public string? Invitation { get; private set; }

    public bool IsOneself => UserId == User.Id();

    public bool IsLocked => Subject.LockoutEnd > clock.GetUtcNow();

    public string? Done => this.Saying(Said, "created", "changed", "invited", "activated", "deactivated", "factor-reset", "unlocked");

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await users.FindByIdAsync(UserId.ToString()) is not { } user)
        {
            return false;
        }

        Subject = user;
        Logins = [.. await users.GetLoginsAsync(user)];
        Invitation = invitations.LinkOf(user) is { } link ? $"{Request.Scheme}://{Request.Host}{link}" : null;
        var person = await db.People.Where(p => p.Id == user.PersonId).Select(p => new { p.Name, p.Email }).SingleOrDefaultAsync(cancellationToken);
        PersonName = person?.Name;
        if (!HasTyped)
        {
            (Name, Roles, PersonAddress) = (user.DisplayName, [.. user.Roles], person?.Email);
        }

        Seen = user.ConcurrencyStamp;

        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var user = await administration.GetAsync(UserId);
        if (Seen != user.ConcurrencyStamp)
        {
            throw new DbUpdateConcurrencyException();
        }

        if (!this.FieldsAreRight())
        {
            return await RedrawAsync(cancellationToken);
        }

        await administration.ChangeAsync(User.Id(), user, new UserAdministration.Edit(Name, Roles, PersonAddress), cancellationToken);
        return Back("changed");
    }

    public Task<IActionResult> OnPostSwitchAsync(bool active, CancellationToken cancellationToken) =>
        ActAsync(active ? "activated" : "deactivated", user => administration.SwitchAsync(User.Id(), user, active, cancellationToken));

    public Task<IActionResult> OnPostInviteAsync(CancellationToken cancellationToken) =>
        ActAsync("invited", user => administration.InviteAsync(User.Id(), user, cancellationToken));

    public Task<IActionResult> OnPostResetAsync(CancellationToken cancellationToken) =>
        ActAsync("factor-reset", user => administration.ResetSecondFactorAsync(User.Id(), user, cancellationToken));

    public Task<IActionResult> OnPostUnlockAsync(CancellationToken cancellationToken) =>
        ActAsync("unlocked", user => administration.UnlockAsync(User.Id(), user, cancellationToken));

    // The other forms of the page bring none of the fields of the first.
    private bool HasTyped => Request.HasFormContentType && Request.Form.ContainsKey(nameof(Seen));

    private async Task<IActionResult> ActAsync(string said, Func<SuiteUser, Task> act)
    {
        ModelState.Clear();
        await act(await administration.GetAsync(UserId));
        return Back(said);
    }

    private LocalRedirectResult Back(string said) => LocalRedirect($"/admin/users/{UserId}?said={said}");
}
