using System.ComponentModel.DataAnnotations;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Start;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages;

/// <summary>Makes the first administrator, by the one-time link of the console. Once there is a user it makes no more, and says so.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInRegistration.Guessing)]
public sealed class SetupModel(SuiteDb db, UserManager<SuiteUser> users, LedgerWriter ledger, SetupTicket ticket, SuiteOptions options) : SuitePage
{
    [FromRoute]
    public string Ticket { get; set; } = "";

    [BindProperty, Required, MaxLength(100)]
    public string Name { get; set; } = "";

    [BindProperty, Required, EmailAddress, MaxLength(200)]
    public string Account { get; set; } = "";

    [BindProperty, Required, MaxLength(200)]
    public string Password { get; set; } = "";

    /// <summary>Why the link does nothing, as the end of a key of <c>account.setup.</c>; null when it works.</summary>
    public string? Gone { get; private set; }

    public string? Authority => options.OpenIdConnect?.DisplayName;

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Gone = !options.LocalAccounts ? "no-local" : await db.Users.AnyAsync(cancellationToken) ? "used" : !ticket.Fits(Ticket) ? "wrong" : null;
        return true;
    }

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return new PageResult { StatusCode = Gone is null ? StatusCodes.Status200OK : StatusCodes.Status404NotFound };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (Gone is not null)
        {
            return new PageResult { StatusCode = StatusCodes.Status404NotFound };
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
        return LocalRedirect("/sign-in?said=administrator-made");
    }
}
