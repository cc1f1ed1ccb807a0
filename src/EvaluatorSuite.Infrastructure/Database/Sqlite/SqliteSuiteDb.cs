using EvaluatorSuite.Application;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EvaluatorSuite.Infrastructure.Database.Sqlite;

public sealed class SqliteSuiteDb(DbContextOptions<SqliteSuiteDb> options) : SuiteDb(options)
{
    public override bool IsDuplicate(DbUpdateException failure) => failure.InnerException is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // SQLite cannot order or compare the text that EF would store.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMillisecondsConverter>();
    }

    private sealed class UtcMillisecondsConverter() : ValueConverter<DateTimeOffset, long>(
        value => value.ToUnixTimeMilliseconds(),
        value => DateTimeOffset.FromUnixTimeMilliseconds(value));

    /// <summary>For dotnet-ef alone: the connection is never opened.</summary>
    internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<SqliteSuiteDb>
    {
        public SqliteSuiteDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteSuiteDb>().UseSqlite("Data Source=design.db").Options);
    }
}
