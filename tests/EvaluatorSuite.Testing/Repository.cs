namespace EvaluatorSuite.Testing;

/// <summary>Places in the checkout that the tests run from.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    public static string SampleCase => Path.Combine(Root, "docs", "sample-case");

    public static string Guides => Path.Combine(Root, "templates", "guides");

    public static string Workflows => Path.Combine(Root, "workflows");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EvaluatorSuite.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run from a checkout.");
    }
}

/// <summary>A folder that is gone after the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"suite-{Guid.CreateVersion7():N}");

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
