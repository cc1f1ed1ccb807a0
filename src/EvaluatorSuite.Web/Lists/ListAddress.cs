using System.Text;

namespace EvaluatorSuite.Web.Lists;

/// <summary>Writes the address that a list is seen at, with one thing changed: it can be kept, sent on and opened again.</summary>
public static class ListAddress
{
    private static readonly string[] Places = ["after", "before", "export"];

    /// <summary>This page's address with these values instead of its own; null leaves one out. A place in the list never comes along unless it is given.</summary>
    public static string With(this HttpRequest request, params (string Name, string? Value)[] changes)
    {
        var address = new StringBuilder(request.Path);
        var values = request.Query.Where(q => !Places.Contains(q.Key) && changes.All(c => c.Name != q.Key)).SelectMany(q => q.Value.Select(v => (Name: q.Key, Value: v)))
            .Concat(changes.Select(c => (c.Name, c.Value))).Where(v => !string.IsNullOrEmpty(v.Value));
        foreach (var (name, value) in values)
        {
            address.Append(address.Length == request.Path.Value!.Length ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value!));
        }

        return address.ToString();
    }
}
