using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EvaluatorSuite.Application;

/// <summary>What is done once the open transaction is committed, and never when it is not.</summary>
public sealed class AfterCommit
{
    private readonly Dictionary<object, Action> _owed = [];
    private Guid _transaction;

    /// <param name="about">Of two about the same the later one is done.</param>
    public void Do(Guid transaction, object about, Action act)
    {
        if (_transaction != transaction)
        {
            // Those of a transaction that was given up.
            _owed.Clear();
            _transaction = transaction;
        }

        _owed[about] = act;
    }

    private void Run(Guid transaction)
    {
        foreach (var act in _transaction == transaction ? _owed.Values : Enumerable.Empty<Action>())
        {
            act();
        }

        _owed.Clear();
    }

    /// <summary>Hears of every commit.</summary>
    public sealed class Interceptor : DbTransactionInterceptor
    {
        public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => ((SuiteDb?)eventData.Context)?.AfterCommit.Run(eventData.TransactionId);

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            TransactionCommitted(transaction, eventData);
            return Task.CompletedTask;
        }
    }
}
