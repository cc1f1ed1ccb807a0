using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Independence;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Independence;

/// <summary>Everyone who touches a case signs for themselves, and for nobody else.</summary>
public sealed class DeclarationService(SuiteDb db, EngagementActs acts)
{
    /// <summary>Signs the actor's own declaration; signing again replaces it, and the officer judges its threats anew. What the officer has judged stays unless it is declared again at the same level or above: nobody talks their own threat down.</summary>
    public async Task SignAsync(Actor actor, Guid engagementId, IReadOnlyList<Threat> threats, DateOnly today, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, engagementId, EngagementAct.Declare, cancellationToken);
        var list = new RefusalList();
        foreach (var threat in threats)
        {
            list.Need(nameof(threat.Description), threat.Description);
        }

        list.ThrowIfAny();

        // What is declared carries no safeguard: that is the officer's to find.
        var facts = new DeclarationFacts { PersonId = actor.PersonId!.Value, SignedOn = today, Threats = [.. threats.Select(t => t with { Safeguard = null, JudgedById = null, JudgedOn = null })] };
        var row = (await db.Declarations.Where(d => d.EngagementId == engagementId).ToListAsync(cancellationToken)).FirstOrDefault(d => d.Facts.PersonId == facts.PersonId);
        if (row is null)
        {
            db.Declarations.Add(new Declaration(engagementId, await acts.NextPositionAsync<Declaration>(engagementId, cancellationToken), facts));
        }
        else
        {
            facts = facts with { Threats = [.. row.Facts.Threats.Where(t => t.JudgedById is not null && !facts.Threats.Any(n => n.Kind == t.Kind && n.Level >= t.Level)), .. facts.Threats] };
            row.Correct(facts);
        }

        await acts.RecordAsync(actor, engagementId, "declaration.signed", Changes.Of(facts), cancellationToken);
    }
}
