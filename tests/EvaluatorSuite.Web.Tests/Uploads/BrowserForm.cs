using System.Net.Http.Headers;
using System.Text;

namespace EvaluatorSuite.Web.Tests.Uploads;

/// <summary>A form with files exactly as browsers write one: names in raw UTF-8, a backslash as it is, a quote as %22.</summary>
internal sealed class BrowserForm
{
    private const string Boundary = "----suiteFormBoundary7MA4YWxk";
    private readonly List<byte> _bytes = [];

    /// <summary>The same so far, to be sent again with other files.</summary>
    public BrowserForm Copy()
    {
        var copy = new BrowserForm();
        copy._bytes.AddRange(_bytes);
        return copy;
    }

    public BrowserForm Field(string name, string value)
    {
        Write($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        return this;
    }

    public BrowserForm File(string name, byte[] content)
    {
        Write($"--{Boundary}\r\nContent-Disposition: form-data; name=\"Files\"; filename=\"{name.Replace("\"", "%22", StringComparison.Ordinal)}\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        _bytes.AddRange(content);
        Write("\r\n");
        return this;
    }

    public byte[] Whole()
    {
        Write($"--{Boundary}--\r\n");
        return [.. _bytes];
    }

    /// <summary>Without the end that says that it is whole.</summary>
    public byte[] BrokenOff() => [.. _bytes.SkipLast(20)];

    public static HttpContent Content(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={Boundary}");
        return content;
    }

    public static HttpContent Content(Stream bytes)
    {
        var content = new StreamContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={Boundary}");
        return content;
    }

    private void Write(string text) => _bytes.AddRange(Encoding.UTF8.GetBytes(text));
}
