using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EvaluatorSuite.Benchmarks;

/// <summary>A command with its values.</summary>
internal sealed record RecordedCommand(string Sql, IReadOnlyList<DbParameter> Values, bool Writes);

/// <summary>What one act sent to the database, in its order, and how long that took without the commit.</summary>
internal sealed class RecordedAct
{
    public List<RecordedCommand> Commands { get; } = [];

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
        Took(eventData.Duration);
        return base.ReaderExecutedAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Took(eventData.Duration);
        return base.NonQueryExecutedAsync(command, eventData, result, cancellationToken);
    }

    private static bool Writes(string sql) => sql.Split('\n').Any(l => l.StartsWith("INSERT ", StringComparison.Ordinal) || l.StartsWith("UPDATE ", StringComparison.Ordinal) || l.StartsWith("DELETE ", StringComparison.Ordinal));

    private static void Note(DbCommand command) =>
        Current.Value?.Commands.Add(new RecordedCommand(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(CopyOf)], Writes(command.CommandText)));

    private static void Took(TimeSpan duration)
    {
        if (Current.Value is { } act)
        {
            act.InDatabase += duration;
        }
    }

    // One given twice belongs to its command; and a length would cut what is put in its place.
    internal static DbParameter CopyOf(DbParameter given) => given is SqliteParameter
        ? new SqliteParameter(given.ParameterName, given.Value)
        : (DbParameter)((ICloneable)given).Clone();
}
