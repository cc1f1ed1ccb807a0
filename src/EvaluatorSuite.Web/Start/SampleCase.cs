using System.Security.Cryptography;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.CaseFolders;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Infrastructure.CaseFolders;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Start;

/// <summary>How to sign in to a sample that this start has just made.</summary>
public sealed class SampleSignIns
{
    public IReadOnlyList<string> Accounts { get; set; } = [];

    public string? Password { get; set; }
}

/// <summary>The invented sample case with accounts for its people, so that a newcomer sees a living system. Only into an empty installation.</summary>
public sealed class SampleCase(SuiteDb db, CaseImporter importer, UserManager<SuiteUser> users, SampleSignIns signIns)
{
    private static readonly (string Account, string Name, string Role)[] Accounts =
    [
        ("chen@hengxin.example", "陈思远", StaffRoles.Auditor), ("wang@hengxin.example", "王雨桐", StaffRoles.Auditor), ("liu@hengxin.example", "刘一鸣", StaffRoles.Auditor),
        ("gao@hengxin.example", "高明哲", StaffRoles.Reviewer), ("zhao@hengxin.example", "赵立衡", StaffRoles.Reviewer),
        ("officer@hengxin.example", "李文博", StaffRoles.Impartiality), ("admin@hengxin.example", "管理员", StaffRoles.Administrator),
    ];

    public async Task BringInAsync(CancellationToken cancellationToken)
    {
        if (await db.Users.AnyAsync(cancellationToken) || await db.Engagements.AnyAsync(cancellationToken))
        {
            return;
        }

        await using var folder = new DirectoryCaseFolder(Path.Combine(AppContext.BaseDirectory, "sample-case"));
        var prepared = await importer.PrepareAsync(folder, progress: null, cancellationToken);

        // Made anew each time: a password that stands in a manual would open every sample that somebody left running.
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var (account, name, role) in Accounts)
        {
            var user = new SuiteUser { UserName = account, Email = account, DisplayName = name, Roles = [role] };
            var result = await users.CreateAsync(user, password);
            if (!result.Succeeded)
            {
                throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Description)));
            }
        }

        var leader = await db.Users.SingleAsync(u => u.Email == Accounts[0].Account, cancellationToken);
        await importer.SaveAsync(prepared, leader.Id, cancellationToken);
        await LinkPeopleAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        (signIns.Accounts, signIns.Password) = ([.. Accounts.Select(a => a.Account)], password);
    }

    private async Task LinkPeopleAsync(CancellationToken cancellationToken)
    {
        var people = await db.People.Where(p => p.Email != null).ToDictionaryAsync(p => p.Email!, p => p.Id, cancellationToken);
        foreach (var user in await db.Users.ToListAsync(cancellationToken))
        {
            user.PersonId = people.TryGetValue(user.Email!, out var id) ? id : null;
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
