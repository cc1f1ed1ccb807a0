using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Identity;

namespace EvaluatorSuite.Web.Pages.Account;

/// <summary>A page about the account of whoever is signed in, and about no other.</summary>
public abstract class AccountPage(UserManager<SuiteUser> users) : SuitePage
{
    public SuiteUser Me { get; private set; } = null!;

    protected UserManager<SuiteUser> Users { get; } = users;

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Me = (await Users.GetUserAsync(User))!;
        return true;
    }
}
