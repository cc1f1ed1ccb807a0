using System.Security.Cryptography;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.CaseFolders;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Infrastructure.CaseFolders;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Start;

/// <summary>How to sign in to the sample.</summary>
public sealed class SampleSignIns
{
    public IReadOnlyList<string> Accounts { get; set; } = [];

    public string? Password { get; set; }
}

/// <summary>The invented sample case with accounts for its people, so that a newcomer sees a living system.</summary>
public sealed class SampleCase(SuiteDb db, CaseImporter importer, UserManager<SuiteUser> users, SampleSignIns signIns)
{
    private static readonly (string Account, string Name, string Role)[] Accounts =
    [
        ("chen@hengxin.example", "陈思远", StaffRoles.Auditor), ("wang@hengxin.example", "王雨桐", StaffRoles.Auditor), ("liu@hengxin.example", "刘一鸣", StaffRoles.Auditor),
        ("gao@hengxin.example", "高明哲", StaffRoles.Reviewer), ("zhao@hengxin.example", "赵立衡", StaffRoles.Reviewer),
        ("officer@hengxin.example", "李文博", StaffRoles.Impartiality), ("admin@hengxin.example", "管理员", StaffRoles.Administrator),
    ];

    /// <summary>Brings the sample in where there is nothing yet; where it already is, gives its accounts a new password, since the old one was shown once.</summary>
    public async Task BringInAsync(CancellationToken cancellationToken)
    {
        // Made anew each time: a password that stands in a manual would open every sample that somebody left running.
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));
        if (!await db.Users.AnyAsync(cancellationToken) && !await db.Engagements.AnyAsync(cancellationToken))
        {
            await ImportAsync(password, cancellationToken);
        }
        else if (!await RenewAsync(password, cancellationToken))
        {
            return;
        }

        (signIns.Accounts, signIns.Password) = ([.. Accounts.Select(a => a.Account)], password);
    }

    private async Task ImportAsync(string password, CancellationToken cancellationToken)
    {
        await using var folder = new DirectoryCaseFolder(Path.Combine(AppContext.BaseDirectory, "sample-case"));
        var prepared = await importer.PrepareAsync(folder, progress: null, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var (account, name, role) in Accounts)
        {
            Check(await users.CreateAsync(new SuiteUser { UserName = account, Email = account, DisplayName = name, Roles = [role] }, password));
        }

        var leader = await db.Users.SingleAsync(u => u.Email == Accounts[0].Account, cancellationToken);
        await importer.SaveAsync(prepared, leader.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<bool> RenewAsync(string password, CancellationToken cancellationToken)
    {
        var names = Accounts.Select(a => a.Account).ToList();
        var found = await db.Users.Where(u => names.Contains(u.Email!)).ToListAsync(cancellationToken);

        // An installation that somebody works in is no sample, whatever it is started with: nobody's password is touched.
        if (found.Count < names.Count || await db.Users.AnyAsync(u => !names.Contains(u.Email!), cancellationToken))
        {
            return false;
        }

        foreach (var user in found)
        {
            Check(await users.RemovePasswordAsync(user));
            Check(await users.AddPasswordAsync(user, password));
        }

        return true;
    }

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Description)));
        }
    }
}
