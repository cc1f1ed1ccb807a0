using EvaluatorSuite.Application;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;

namespace EvaluatorSuite.Infrastructure.Database.PostgreSql;

public sealed class PostgreSqlSuiteDb(DbContextOptions<PostgreSqlSuiteDb> options) : SuiteDb(options)
{
    public override bool IsDuplicate(DbUpdateException failure) => failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // PostgreSQL takes no other offset than that of UTC.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
    }

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(value => value.ToUniversalTime(), value => value);

    /// <summary>For dotnet-ef alone: the connection is never opened.</summary>
    internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlSuiteDb>
    {
        public PostgreSqlSuiteDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgreSqlSuiteDb>().UseNpgsql("Host=design;Database=design", o => o.SetPostgresVersion(15, 0)).Options);
    }
}
