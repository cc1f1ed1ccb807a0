using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Organizations;

/// <param name="Qualifications">One a line.</param>
/// <param name="Another">Said by whoever enters it: it is not one of the people who have this name.</param>
public sealed record PersonForm(string? Name, string? Email, string? Qualifications, bool Another);

/// <summary>People: name, address, qualifications. Another name or address leads to the same person still.</summary>
public sealed class PersonService(SuiteDb db, RegistryActs acts)
{
    private const int MaxNamesakes = 10;

    /// <returns>The new person's id.</returns>
    /// <exception cref="RefusedException">With every reason.</exception>
    public async Task<Guid> RegisterAsync(Actor actor, PersonForm form, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, cancellationToken);
        var facts = Facts(Guid.CreateVersion7(), form);
        await CheckAsync(facts, form.Another, cancellationToken);

        db.People.Add(new Person(facts));
        await RecordAsync(actor, "person.registered", facts, null, cancellationToken);
        return facts.Id;
    }

    public async Task CorrectAsync(Actor actor, Guid id, int seenVersion, PersonForm form, CancellationToken cancellationToken)
    {
        await acts.BeginAsync(actor, cancellationToken);
        var row = await db.People.OneAsync(p => p.Id == id, cancellationToken);
        db.Expect(row, seenVersion);
        var (old, facts) = (row.Facts, Facts(id, form));
        await CheckAsync(facts, form.Another || facts.Name == old.Name, cancellationToken);

        row.Correct(facts.Name, facts.Email, facts.Qualifications);
        await RecordAsync(actor, "person.corrected", row.Facts, old, cancellationToken);
    }

    private static PersonFacts Facts(Guid id, PersonForm form) => new(
        id, Typed.Text(form.Name), Typed.Optional(form.Email)?.ToLowerInvariant(),
        [.. (form.Qualifications ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()]);

    private async Task CheckAsync(PersonFacts facts, bool another, CancellationToken cancellationToken)
    {
        var owner = facts.Email is null
            ? null
            : await db.People.Where(p => p.Id != facts.Id && (p.Email == facts.Email || p.FormerEmails.Any(e => e == facts.Email))).Select(p => p.Name).FirstOrDefaultAsync(cancellationToken);
        var namesakes = another
            ? null
            : (await db.People.AsNoTracking().Where(p => p.Id != facts.Id && (p.Name == facts.Name || p.FormerNames.Any(n => n == facts.Name))).OrderBy(p => p.Id).Take(MaxNamesakes)
                .ToListAsync(cancellationToken)).Select(p => RegistryLookup.Show(p.Facts)).ToList();
        RefusedException.ThrowIfAny(RegistryRules.Person(facts.Name, facts.Email, owner, namesakes));
    }

    private async Task RecordAsync(Actor actor, string action, PersonFacts facts, PersonFacts? old, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, object?> { ["person"] = facts.Id, ["name"] = facts.Name, ["email"] = facts.Email, ["qualifications"] = facts.Qualifications };
        if (old is not null)
        {
            values["was"] = new Dictionary<string, object?> { ["name"] = old.Name, ["email"] = old.Email, ["qualifications"] = old.Qualifications };
        }

        await acts.RecordAsync(actor, action, values, old is null ? null : new RecheckJob.Args([], [facts.Id]), cancellationToken);
        if (facts.Email is { } email)
        {
            await db.LinkUsersAsync([email], cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}
