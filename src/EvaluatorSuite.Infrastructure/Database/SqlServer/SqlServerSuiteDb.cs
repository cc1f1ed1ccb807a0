using EvaluatorSuite.Application;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace EvaluatorSuite.Infrastructure.Database.SqlServer;

public sealed class SqlServerSuiteDb(DbContextOptions<SqlServerSuiteDb> options) : SuiteDb(options)
{
    public override bool IsDuplicate(DbUpdateException failure) => failure.InnerException is SqlException { Number: 2601 or 2627 };

    /// <summary>For dotnet-ef alone: the connection is never opened.</summary>
    internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<SqlServerSuiteDb>
    {
        public SqlServerSuiteDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqlServerSuiteDb>().UseSqlServer("Server=design;Database=design;Encrypt=false").Options);
    }
}
