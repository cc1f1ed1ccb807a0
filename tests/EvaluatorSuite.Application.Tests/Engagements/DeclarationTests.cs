using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Independence;
using EvaluatorSuite.Domain.Independence;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Tests.Engagements;

public sealed class DeclarationsOnSqlite() : DeclarationTests(TestDatabase.Sqlite);

public sealed class DeclarationsOnPostgreSql() : DeclarationTests(TestDatabase.PostgreSql);

/// <summary>Nobody lifts what the officer found about them.</summary>
public abstract class DeclarationTests(string provider) : OnDatabase(provider)
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Theory]
    [InlineData(null)]
    [InlineData(ThreatLevel.Low)]
    [InlineData(ThreatLevel.Medium)]
    public async Task A_threat_that_was_judged_high_stays_when_its_declarer_signs_again_for_less(ThreatLevel? again)
    {
        var id = await Host.ImportAsync(new CaseFolderBuilder());
        var person = await Host.ActorAsync("陈思远");
        await SignAsync(person, id, [new Threat(ThreatKind.Familiarity, ThreatLevel.Medium, "同学", null)]);
        var declaration = await Host.ReadAsync(db => db.Declarations.AsNoTracking().Where(d => d.EngagementId == id).ToListAsync());
        var row = declaration.Single(d => d.Facts.PersonId == person.PersonId);
        var officer = new Actor(Guid.CreateVersion7(), "公正性负责人", null, [StaffRoles.Impartiality], []);
        await Host.ActAsync<ThreatService>(s => s.JudgeAsync(officer, id, row.Id, row.Version, new Judgement(0, ThreatLevel.High, null, "关系密切"), CancellationToken.None));

        await SignAsync(person, id, again is { } level ? [new Threat(ThreatKind.Familiarity, level, "同学", null)] : []);

        var kept = (await Host.FactsAsync(id)).Declarations.Single(d => d.PersonId == person.PersonId);
        Assert.Contains(kept.Threats, t => t is { Level: ThreatLevel.High, JudgedById: not null });
        Assert.Contains((await Host.EvaluateAsync(id)).Issues, i => i.Blocks && i.Rule.Key == "independence.threat-high");
    }

    private Task SignAsync(Actor actor, Guid id, IReadOnlyList<Threat> threats) => Host.ActAsync<DeclarationService>(s => s.SignAsync(actor, id, threats, Today, CancellationToken.None));
}
