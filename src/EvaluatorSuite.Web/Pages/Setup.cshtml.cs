using System.ComponentModel.DataAnnotations;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Start;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages;

/// <summary>Makes the first administrator, by the one-time link of the console. Once there is a user the page is gone.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInRegistration.Guessing)]
public sealed class SetupModel(SuiteDb db, UserManager<SuiteUser> users, LedgerWriter ledger, SetupTicket ticket) : SuitePage
{
    [FromRoute]
    public string Ticket { get; set; } = "";

    [BindProperty, Required, MaxLength(100)]
    public string Name { get; set; } = "";

    [BindProperty, Required, EmailAddress, MaxLength(200)]
    public string Account { get; set; } = "";

    [BindProperty, Required, MaxLength(200)]
    public string Password { get; set; } = "";

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken) => ticket.Fits(Ticket) && !await db.Users.AnyAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        if (!this.FieldsAreRight())
        {
            return await RedrawAsync(cancellationToken);
        }

        var user = new SuiteUser { UserName = Account.Trim(), Email = Account.Trim(), DisplayName = Name.Trim(), Roles = [StaffRoles.Administrator] };
        var result = await users.CreateAsync(user, Password);
        if (!result.Succeeded)
        {
            this.Refuse(result, nameof(Password), nameof(Account));
            return await RedrawAsync(cancellationToken);
        }

        await ledger.AppendAsync(user.Id, null, "user.first-administrator", new Dictionary<string, object?> { ["user"] = user.Id }, cancellationToken);
        return LocalRedirect("/sign-in");
    }
}
