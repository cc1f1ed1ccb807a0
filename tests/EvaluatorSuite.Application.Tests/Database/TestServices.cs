using EvaluatorSuite.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Application.Tests.Database;

internal static class TestServices
{
    public static ServiceProvider AddSuiteFor(this IServiceCollection services, SuiteOptions options) => services.AddSuite(options).BuildServiceProvider();
}
