using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Domain.Reading;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Organizations;

/// <summary>A share as it was typed.</summary>
public sealed record OwnershipForm(string? Parent, string? Child, string? Percent);

/// <param name="Employer">An organization.</param>
/// <param name="Until">Null while it lasts.</param>
public sealed record EmploymentForm(string? Person, string? Employer, DateOnly? Since, DateOnly? Until, string? Position);

/// <summary>Shares and employments.</summary>
public sealed class BondService(SuiteDb db, RegistryActs acts, RegistryLookup lookup, TimeProvider clock)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private static readonly RecheckJob.Args Everything = new(null, []);

    /// <returns>The organization that is owned.</returns>
    public async Task<Guid> RecordOwnershipAsync(Actor actor, OwnershipForm form, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, cancellationToken);
        var (row, was) = await AddOwnershipAsync(actor, form, cancellationToken);
        await acts.RecordAsync(actor, "ownership.recorded", Values(row, ("was", was)), Everything, cancellationToken);
        return row.ChildId;
    }

    /// <summary>What <see cref="RecordOwnershipAsync"/> does to the registry, not entered: to look at what would follow.</summary>
    /// <returns>The row, and its share before, if it was there.</returns>
    public async Task<(Ownership Row, decimal? Was)> AddOwnershipAsync(Actor actor, OwnershipForm form, CancellationToken cancellationToken)
    {
        var refusals = new List<Refusal>();
        var parent = await lookup.FindOrganizationAsync(form.Parent, nameof(form.Parent), refusals, cancellationToken);
        var child = await lookup.FindOrganizationAsync(form.Child, nameof(form.Child), refusals, cancellationToken);
        var (facts, known) = await CheckOwnershipAsync(actor, parent?.Id, child?.Id, form.Percent, refusals, cancellationToken);
        var was = known?.Percent;
        if (known is null)
        {
            db.Ownerships.Add(known = new Ownership(facts));
        }
        else
        {
            known.Raise(facts.Percent);
        }

        await db.SaveChangesAsync(cancellationToken);
        return (known, was);
    }

    /// <summary>For the impartiality officer: the share on record was wrong, and this one counts in its place. The wrong one stays to be seen.</summary>
    public async Task CorrectOwnershipAsync(Actor actor, Guid id, int seenVersion, string? percent, string? reason, CancellationToken cancellationToken)
    {
        await acts.BeginWeakeningAsync(actor, cancellationToken);
        var row = await db.Ownerships.OneAsync(o => o.Id == id, cancellationToken);
        db.Expect(row, seenVersion);
        var why = Typed.Text(reason);
        var refusals = RegistryRules.Mistake(!row.Counts, why).ToList();
        row.DeclareMistaken(new Mistake(clock.GetUtcNow(), actor.UserId, why));
        var (facts, _) = await CheckOwnershipAsync(actor, row.ParentId, row.ChildId, percent, refusals, cancellationToken);

        await db.SaveChangesAsync(cancellationToken);
        db.Ownerships.Add(new Ownership(facts));
        await acts.RecordAsync(actor, "ownership.corrected", Values(row, ("to", facts.Percent), ("reason", why)), Everything, cancellationToken);
    }

    public async Task DeclareOwnershipMistakenAsync(Actor actor, Guid id, int seenVersion, string? reason, CancellationToken cancellationToken)
    {
        await acts.BeginWeakeningAsync(actor, cancellationToken);
        var row = await db.Ownerships.OneAsync(o => o.Id == id, cancellationToken);
        DeclareMistaken(actor, row, seenVersion, reason);
        await acts.RecordAsync(actor, "ownership.mistaken", Values(row, ("reason", row.MistakenReason)), Everything, cancellationToken);
    }

    /// <returns>The person.</returns>
    public async Task<Guid> RecordEmploymentAsync(Actor actor, EmploymentForm form, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, cancellationToken);
        var row = await AddEmploymentAsync(actor, form, cancellationToken);
        await acts.RecordAsync(actor, "employment.recorded", Values(row), new RecheckJob.Args([], [row.PersonId]), cancellationToken);
        return row.PersonId;
    }

    /// <summary>What <see cref="RecordEmploymentAsync"/> does to the registry, not entered: to look at what would follow.</summary>
    public async Task<Employment> AddEmploymentAsync(Actor actor, EmploymentForm form, CancellationToken cancellationToken)
    {
        var refusals = new List<Refusal>();
        var person = await lookup.FindPersonAsync(form.Person, nameof(form.Person), refusals, cancellationToken);
        var employer = await lookup.FindOrganizationAsync(form.Employer, nameof(form.Employer), refusals, cancellationToken);
        var known = person is null ? [] : await db.Employments.AsNoTracking().Where(e => e.PersonId == person.Id).ToListAsync(cancellationToken);
        refusals.AddRange(RegistryRules.Employment(person?.Id, employer?.Id, form.Since, form.Until, known, RegistryActs.MayWeaken(actor)));
        RefusedException.ThrowIfAny(refusals);

        var row = new Employment(new EmploymentFacts(person!.Id, employer!.Id, form.Since!.Value, form.Until, Typed.Optional(form.Position)));
        db.Employments.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        return row;
    }

    /// <summary>Ends an employment today or later. An earlier day would take away what is on record, and is for the officer.</summary>
    public async Task EndEmploymentAsync(Actor actor, Guid id, int seenVersion, DateOnly on, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, cancellationToken);
        var row = await db.Employments.OneAsync(e => e.Id == id, cancellationToken);
        db.Expect(row, seenVersion);
        RefusedException.ThrowIfAny(RegistryRules.EmploymentEnd(row, on, DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(China).DateTime)));

        var was = row.To;
        row.End(on);
        await acts.RecordAsync(actor, "employment.ended", Values(row, ("was", was)), new RecheckJob.Args([], [row.PersonId]), cancellationToken);
    }

    public async Task DeclareEmploymentMistakenAsync(Actor actor, Guid id, int seenVersion, string? reason, CancellationToken cancellationToken)
    {
        await acts.BeginWeakeningAsync(actor, cancellationToken);
        var row = await db.Employments.OneAsync(e => e.Id == id, cancellationToken);
        DeclareMistaken(actor, row, seenVersion, reason);
        await acts.RecordAsync(actor, "employment.mistaken", Values(row, ("reason", row.MistakenReason)), new RecheckJob.Args([], [row.PersonId]), cancellationToken);
    }

    private void DeclareMistaken(Actor actor, RegisteredFact row, int seenVersion, string? reason)
    {
        db.Expect(row, seenVersion);
        var why = Typed.Text(reason);
        RefusedException.ThrowIfAny(RegistryRules.Mistake(!row.Counts, why));
        row.DeclareMistaken(new Mistake(clock.GetUtcNow(), actor.UserId, why));
    }

    private async Task<(OwnershipFacts Facts, Ownership? Known)> CheckOwnershipAsync(
        Actor actor, Guid? parentId, Guid? childId, string? typed, List<Refusal> refusals, CancellationToken cancellationToken)
    {
        var ofChild = childId is null ? [] : await db.Ownerships.Where(o => o.ChildId == childId).ToListAsync(cancellationToken);
        if (TypedAmount.TryRead(typed?.TrimEnd('%', '％', ' '), out var percent))
        {
            refusals.AddRange(RegistryRules.Ownership(parentId, childId, percent, ofChild, RegistryActs.MayWeaken(actor)));
        }
        else
        {
            refusals.Add(new Refusal(new Message("ownership.percent-unread", ("typed", typed ?? "")), nameof(OwnershipForm.Percent)));
        }

        RefusedException.ThrowIfAny(refusals);
        return (new OwnershipFacts(parentId!.Value, childId!.Value, percent), ofChild.Find(o => o.Counts && o.ParentId == parentId));
    }

    private static Dictionary<string, object?> Values(Ownership row, params (string Name, object? Value)[] more) =>
        With(new() { ["ownership"] = row.Id, ["parent"] = row.ParentId, ["child"] = row.ChildId, ["percent"] = row.Percent }, more);

    private static Dictionary<string, object?> Values(Employment row, params (string Name, object? Value)[] more) =>
        With(new() { ["employment"] = row.Id, ["person"] = row.PersonId, ["organization"] = row.OrganizationId, ["from"] = row.From, ["to"] = row.To, ["role"] = row.Role }, more);

    private static Dictionary<string, object?> With(Dictionary<string, object?> values, (string Name, object? Value)[] more)
    {
        foreach (var (name, value) in more)
        {
            values[name] = value;
        }

        return values;
    }
}
