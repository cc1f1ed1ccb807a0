using EvaluatorSuite.Benchmarks;

// dotnet run -c Release --project tests/EvaluatorSuite.Benchmarks [-- rules | evaluate | ledger [entries] | report | lists [engagements [folder to keep them in [Sqlite | PostgreSql]]] | workflow transitions [at once …]]
switch (args)
{
    case ["child", var folder, var results]:
        return await LargeCase.RunChildAsync(folder, results);
    case ["transitions", var provider, var connection, var data]:
        return await TransitionsChild.RunAsync(provider, connection, data);
    case ["rules"]:
        await RulesBenchmark.RunAsync();
        return 0;
    case ["evaluate"]:
        await LargeCase.RunAsync();
        return 0;
    case ["ledger", .. var rest]:
        await LedgerBenchmark.RunAsync(rest is [var entries] ? int.Parse(entries, System.Globalization.CultureInfo.InvariantCulture) : 1_000_000);
        return 0;
    case ["lists", .. var listed]:
        await ListsBenchmark.RunAsync(listed is [var count, ..] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 1_000_000, listed.ElementAtOrDefault(1), listed.ElementAtOrDefault(2));
        return 0;
    case ["report"]:
        await ReportBenchmark.RunAsync();
        return 0;
    case ["workflow", "transitions", .. var atOnce]:
        await TransitionsBenchmark.RunAsync(atOnce is [] ? [1, 4, 8] : [.. atOnce.Select(w => int.Parse(w, System.Globalization.CultureInfo.InvariantCulture))]);
        return 0;
    case []:
        await RulesBenchmark.RunAsync();
        await LargeCase.RunAsync();
        return 0;
    default:
        Console.Error.WriteLine("rules, evaluate, ledger, lists, report or workflow transitions");
        return 2;
}
