using EvaluatorSuite.Application;
using EvaluatorSuite.Domain.Ledger;

namespace EvaluatorSuite.Testing;

public static class LedgerReading
{
    /// <summary>What somebody did. What the program enters by itself, such as the check of evidence after an import, comes at its own time.</summary>
    public static IQueryable<LedgerEntry> ByPeople(this SuiteDb db) => db.Ledger.Where(e => e.ActorId != Guid.Empty);
}
