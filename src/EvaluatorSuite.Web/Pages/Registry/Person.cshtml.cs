using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Organizations;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Pages.Registry;

/// <summary>Everything on record about one person.</summary>
public sealed class PersonModel(SuiteDb db, RegistryHistory history) : SuitePage
{
    [FromRoute]
    public Guid Id { get; set; }

    public Person Person { get; private set; } = null!;

    public IReadOnlyList<Job> Jobs { get; private set; } = [];

    public IReadOnlyList<Given> Services { get; private set; } = [];

    public IReadOnlyList<Appearance> Engagements { get; private set; } = [];

    public IReadOnlyList<HistoryEntry> History { get; private set; } = [];

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == Id, cancellationToken) is not { } row)
        {
            return false;
        }

        Person = row;
        Jobs = await db.JobsOfAsync(Id, cancellationToken);
        Services = await db.ServicesByAsync(Id, cancellationToken);
        Engagements = await db.EngagementsOfAsync(User.Actor(), Id, cancellationToken);
        History = await history.OfAsync(Id, cancellationToken);
        return true;
    }
}
