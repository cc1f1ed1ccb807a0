namespace EvaluatorSuite.Domain.Evidence;

/// <summary>The name of an evidence file inside its folder: relative, with forward slashes, and never able to leave.</summary>
public static class EvidencePath
{
    /// <returns>What is wrong with the name, or null when it is right.</returns>
    public static Message? Fault(string path)
    {
        var parts = path.Split('/');
        var bad = path.StartsWith('/') || path.Contains('\\', StringComparison.Ordinal) || path.Contains(':', StringComparison.Ordinal)
            || parts.Any(p => p.Length == 0 || p is "." or ".." || p.Trim() != p || p.EndsWith('.'));
        return bad ? new Message("evidence.path", ("value", path)) : null;
    }
}
