using EvaluatorSuite.Benchmarks;

// dotnet run -c Release --project tests/EvaluatorSuite.Benchmarks [-- rules | evaluate]
switch (args)
{
    case ["child", var folder, var results]:
        return await LargeCase.RunChildAsync(folder, results);
    case ["rules"]:
        await RulesBenchmark.RunAsync();
        return 0;
    case ["evaluate"]:
        await LargeCase.RunAsync();
        return 0;
    case []:
        await RulesBenchmark.RunAsync();
        await LargeCase.RunAsync();
        return 0;
    default:
        Console.Error.WriteLine("rules or evaluate");
        return 2;
}
