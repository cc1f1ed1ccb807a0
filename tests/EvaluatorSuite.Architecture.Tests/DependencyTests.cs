using System.Reflection;
using EvaluatorSuite.Application;
using EvaluatorSuite.Cli;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Web.Filters;
using NetArchTest.Rules;

namespace EvaluatorSuite.Architecture.Tests;

public sealed class DependencyTests
{
    private static readonly Assembly Domain = typeof(Refusal).Assembly;
    private static readonly Assembly Application = typeof(SuiteDb).Assembly;
    private static readonly Assembly Infrastructure = typeof(SuiteOptions).Assembly;
    private static readonly Assembly Web = typeof(PostFilter).Assembly;

    [Fact]
    public void The_domain_refers_to_the_base_library_alone() =>
        Assert.All(Domain.GetReferencedAssemblies(), reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));

    [Fact]
    public void The_domain_touches_no_file_no_network_and_no_clock() =>
        AssertNone(Domain, "System.IO.File", "System.IO.Directory", "System.IO.FileStream", "System.Net", "System.TimeProvider", "System.Diagnostics.Process");

    [Fact]
    public void The_domain_has_no_floating_point() => Assert.Empty(
        from type in Domain.GetTypes().Concat(Application.GetTypes())
        where type.Namespace?.StartsWith("EvaluatorSuite", StringComparison.Ordinal) == true
        from member in type.GetMembers(All)
        where TypesOf(member).Any(t => t == typeof(double) || t == typeof(float) || t == typeof(double?) || t == typeof(float?))
        select $"{type.FullName}.{member.Name}");

    [Fact]
    public void Use_cases_know_nothing_of_http_providers_word_or_hangfire() =>
        AssertNone(Application, "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.Authentication", "Hangfire", "Npgsql",
            "Microsoft.Data", "DocumentFormat", "System.IO.File", "System.IO.Directory");

    [Fact]
    public void Only_the_infrastructure_knows_databases_by_name_word_and_hangfire()
    {
        AssertNone(Web, "Npgsql", "Microsoft.Data.SqlClient", "Microsoft.Data.Sqlite", "DocumentFormat", "Hangfire");
        AssertNone(typeof(CommandLine).Assembly, "Npgsql", "Microsoft.Data.SqlClient", "DocumentFormat", "Hangfire", "Microsoft.AspNetCore.Mvc");
    }

    [Fact]
    public void Nothing_points_back()
    {
        Assert.DoesNotContain(References(Application), name => name is "EvaluatorSuite.Infrastructure" or "EvaluatorSuite.Web" or "EvaluatorSuite.Cli");
        Assert.DoesNotContain(References(Infrastructure), name => name is "EvaluatorSuite.Web" or "EvaluatorSuite.Cli");
        Assert.DoesNotContain(References(Web), name => name == "EvaluatorSuite.Cli");
    }

    [Fact]
    public void The_rules_above_can_fail()
    {
        Assert.NotEmpty(Offenders(Application, "EvaluatorSuite.Application", ["Microsoft.EntityFrameworkCore"]));
        Assert.NotEmpty(Offenders(Infrastructure, "EvaluatorSuite.Infrastructure", ["Npgsql"]));
        Assert.Contains(typeof(Guilty).GetMembers(All), m => TypesOf(m).Contains(typeof(double)));
    }

    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private sealed class Guilty
    {
        public double Share { get; init; }
    }

    private static IEnumerable<Type> TypesOf(MemberInfo member) => member switch
    {
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(p => p.ParameterType), .. method.GetMethodBody()?.LocalVariables.Select(v => v.LocalType) ?? []],
        _ => [],
    };

    private static IEnumerable<string?> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(r => r.Name);

    private static void AssertNone(Assembly assembly, params string[] forbidden) => Assert.Empty(Offenders(assembly, assembly.GetName().Name!, forbidden));

    internal static IEnumerable<string> Offenders(Assembly assembly, string from, string[] forbidden) =>
        Types.InAssembly(assembly).That().ResideInNamespace(from).ShouldNot().HaveDependencyOnAny(forbidden).GetResult().FailingTypeNames ?? [];
}
