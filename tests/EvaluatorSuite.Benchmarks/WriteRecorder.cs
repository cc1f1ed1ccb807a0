using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EvaluatorSuite.Benchmarks;

/// <summary>A statement that wrote, with the values that it wrote.</summary>
internal sealed record RecordedWrite(string Sql, IReadOnlyList<DbParameter> Values);

/// <summary>What one act asked of the database: its writes in their order, and how many questions and how long for.</summary>
internal sealed class RecordedAct
{
    public List<RecordedWrite> Writes { get; } = [];

    public List<(string Sql, TimeSpan Taken)> Questions { get; } = [];

    public TimeSpan InDatabase { get; set; }
}

/// <summary>Notes what is sent to the database, for whoever asked in this flow of calls.</summary>
internal sealed class WriteRecorder : DbCommandInterceptor
{
    private static readonly AsyncLocal<RecordedAct?> Current = new();

    public static RecordedAct Begin() => Current.Value = new RecordedAct();

    public static void End() => Current.Value = null;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Note(command);
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Note(command);
        return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        Took(command, eventData.Duration);
        return base.ReaderExecutedAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Took(command, eventData.Duration);
        return base.NonQueryExecutedAsync(command, eventData, result, cancellationToken);
    }

    private static bool Writes(string sql) => sql.Split('\n').Any(l => l.StartsWith("INSERT ", StringComparison.Ordinal) || l.StartsWith("UPDATE ", StringComparison.Ordinal) || l.StartsWith("DELETE ", StringComparison.Ordinal));

    private static void Note(DbCommand command)
    {
        if (Current.Value is { } act && Writes(command.CommandText))
        {
            act.Writes.Add(new RecordedWrite(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(CopyOf)]));
        }
    }

    private static void Took(DbCommand command, TimeSpan duration)
    {
        if (Current.Value is { } act)
        {
            act.InDatabase += duration;
            if (!Writes(command.CommandText))
            {
                act.Questions.Add((command.CommandText, duration));
            }
        }
    }

    // One given twice belongs to its command; and a length would cut what is put in its place.
    private static DbParameter CopyOf(DbParameter given) => given is SqliteParameter
        ? new SqliteParameter(given.ParameterName, given.Value)
        : (DbParameter)((ICloneable)given).Clone();
}
