using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Registry;

/// <summary>A person is registered or corrected.</summary>
[Authorize(Policy = SignInRegistration.KeepRegistry)]
public sealed class EditPersonModel(SuiteDb db, PersonService people) : SuitePage
{
    /// <summary>Null for a new one.</summary>
    [FromRoute]
    public Guid? Id { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Qualifications { get; set; }

    [BindProperty]
    public bool Another { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (Id is not { } id)
        {
            return true;
        }

        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellationToken) is not { } row)
        {
            return false;
        }

        Version = row.Version;
        if (HttpMethods.IsGet(Request.Method))
        {
            (Name, Email, Qualifications) = (row.Name, row.Email, string.Join('\n', row.Qualifications));
        }

        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var form = new PersonForm(Name, Email, Qualifications, Another);
        if (Id is { } id)
        {
            await people.CorrectAsync(User.Actor(), id, Version, form, cancellationToken);
            return LocalRedirect($"/people/{id}");
        }

        return LocalRedirect($"/people/{await people.RegisterAsync(User.Actor(), form, cancellationToken)}");
    }
}
