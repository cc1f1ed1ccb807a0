using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Organizations;

/// <summary>Organizations, their names and representatives.</summary>
public sealed class OrganizationService(SuiteDb db, RegistryActs acts, TimeProvider clock)
{
    private static readonly RecheckJob.Args Everything = new(null, []);

    /// <returns>The new organization's id.</returns>
    /// <exception cref="RefusedException">With every reason.</exception>
    public async Task<Guid> RegisterAsync(Actor actor, string? name, string? uscc, string? representative, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, cancellationToken);
        var facts = new OrganizationFacts(Guid.CreateVersion7(), Typed.Text(name), Typed.Text(uscc).ToUpperInvariant(), Typed.Optional(representative));
        RefusedException.ThrowIfAny(RegistryRules.Organization(facts, await db.Organizations.AnyAsync(o => o.Uscc == facts.Uscc, cancellationToken)));

        db.Organizations.Add(new Organization(facts));
        await acts.RecordAsync(actor, "organization.registered", Named(facts, ("representative", facts.LegalRepresentative)), facts.LegalRepresentative is null ? null : Everything, cancellationToken);
        return facts.Id;
    }

    /// <summary>Corrects the name; the old one still leads here. The credit code never changes.</summary>
    public async Task RenameAsync(Actor actor, Guid id, int seenVersion, string? name, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, cancellationToken);
        var row = await OneAsync(id, seenVersion, cancellationToken);
        var (old, given) = (row.Name, Typed.Text(name));
        RefusedException.ThrowIfAny(RegistryRules.OrganizationName(given));

        row.Rename(given);
        await acts.RecordAsync(actor, "organization.corrected", Named(row.Facts, ("was", old)), Everything, cancellationToken);
    }

    public async Task AddRepresentativeAsync(Actor actor, Guid id, int seenVersion, string? representative, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, cancellationToken);
        var row = await AddAsync(actor, id, seenVersion, representative, cancellationToken);
        await acts.RecordAsync(actor, "representative.recorded", Named(row.Facts, ("representative", Typed.Text(representative))), Everything, cancellationToken);
    }

    /// <summary>What <see cref="AddRepresentativeAsync"/> does to the registry, neither checked for the role nor entered: to look at what would follow.</summary>
    public async Task<Organization> AddAsync(Actor actor, Guid id, int seenVersion, string? representative, CancellationToken cancellationToken)
    {
        var row = await OneAsync(id, seenVersion, cancellationToken);
        var name = Typed.Text(representative);
        RefusedException.ThrowIfAny(RegistryRules.Representative(row.Facts, name, row.FindMistaken(name), RegistryActs.MayWeaken(actor)));

        row.AddRepresentative(name);
        await db.SaveChangesAsync(cancellationToken);
        return row;
    }

    public async Task DeclareRepresentativeMistakenAsync(Actor actor, Guid id, int seenVersion, string? representative, string? reason, CancellationToken cancellationToken)
    {
        await acts.BeginWeakeningAsync(actor, cancellationToken);
        var row = await OneAsync(id, seenVersion, cancellationToken);
        var (name, why) = (Typed.Text(representative), Typed.Text(reason));
        if (!row.Facts.Representatives.Contains(name))
        {
            throw new MissingException(nameof(MistakenRepresentative));
        }

        RefusedException.ThrowIfAny(RegistryRules.Mistake(already: false, why));
        row.DeclareRepresentativeMistaken(name, new Mistake(clock.GetUtcNow(), actor.UserId, why));
        await acts.RecordAsync(actor, "representative.mistaken", Named(row.Facts, ("representative", name), ("reason", why)), Everything, cancellationToken);
    }

    private async Task<Organization> OneAsync(Guid id, int seenVersion, CancellationToken cancellationToken)
    {
        var row = await db.Organizations.OneAsync(o => o.Id == id, cancellationToken);
        db.Expect(row, seenVersion);
        return row;
    }

    private static Dictionary<string, object?> Named(OrganizationFacts facts, params (string Name, object? Value)[] values)
    {
        var named = new Dictionary<string, object?> { ["organization"] = facts.Id, ["name"] = facts.Name, ["uscc"] = facts.Uscc };
        foreach (var (name, value) in values)
        {
            named[name] = value;
        }

        return named;
    }
}

/// <summary>Text as it is kept: without the spaces around it, and in one Unicode form.</summary>
internal static class Typed
{
    public static string Text(string? typed) => (typed ?? "").Trim().Normalize();

    public static string? Optional(string? typed) => Text(typed) is { Length: > 0 } text ? text : null;
}
