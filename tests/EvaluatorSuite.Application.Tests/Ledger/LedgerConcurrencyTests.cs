using EvaluatorSuite.Application.Ledger;
using EvaluatorSuite.Domain.Ledger;
using EvaluatorSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Application.Tests.Ledger;

public sealed class LedgerOnSqlite() : LedgerConcurrencyTests(TestDatabase.Sqlite);

public sealed class LedgerOnPostgreSql() : LedgerConcurrencyTests(TestDatabase.PostgreSql);

public abstract class LedgerConcurrencyTests(string provider) : OnDatabase(provider)
{
    [Fact]
    public async Task Acts_at_the_same_moment_all_succeed_and_leave_one_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => AppendAsync(i, commit: true)));

        var chain = await Host.ReadAsync(db => db.Ledger.OrderBy(e => e.Sequence).ToListAsync());
        Assert.Equal(20, chain.Count);
        LedgerEntry? previous = null;
        Assert.All(chain, entry =>
        {
            Assert.True(entry.Follows(previous));
            previous = entry;
        });
    }

    [Fact]
    public async Task An_act_that_is_undone_leaves_no_entry_and_no_gap()
    {
        await AppendAsync(1, commit: true);
        await AppendAsync(2, commit: false);
        await AppendAsync(3, commit: true);

        Assert.Equal([1L, 2L], await Host.ReadAsync(db => db.Ledger.OrderBy(e => e.Sequence).Select(e => e.Sequence).ToListAsync()));
    }

    [Fact]
    public async Task An_entry_outside_a_transaction_is_refused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Host.UseAsync<LedgerWriter>(ledger =>
            ledger.AppendAsync(Guid.Empty, null, "test", new Dictionary<string, object?>(), CancellationToken.None)));

    private async Task AppendAsync(int number, bool commit)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SuiteDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await scope.ServiceProvider.GetRequiredService<LedgerWriter>()
            .AppendAsync(Guid.Empty, null, "test", new Dictionary<string, object?> { ["number"] = number }, CancellationToken.None);
        if (commit)
        {
            await transaction.CommitAsync();
        }
    }
}
