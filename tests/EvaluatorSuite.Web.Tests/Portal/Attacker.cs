using System.Net;
using AngleSharp.Html.Dom;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Web.Tests.Portal;

/// <summary>Sends what no page of theirs has a form for, with a token that is theirs.</summary>
public sealed class Attacker(Visitor visitor, string token)
{
    public Visitor Visitor { get; } = visitor;

    public static async Task<Attacker> AtAsync(Visitor visitor, string ownPage)
    {
        var page = await visitor.OpenAsync(ownPage);
        return new Attacker(visitor, page.QuerySelectorAll("input[name=__RequestVerificationToken]").OfType<IHtmlInputElement>().Last().Value);
    }

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        Visitor.Client.PostAsync(path, new FormUrlEncodedContent(WithKeys(fields).Select(f => KeyValuePair.Create(f.Name, f.Value))));

    public Task<HttpResponseMessage> UploadAsync(string path, params (string Name, string Value)[] fields) => UploadAsync(path, [("盗.pdf", PortalSite.Pdf)], fields);

    public Task<HttpResponseMessage> UploadAsync(string path, IReadOnlyList<(string Name, byte[] Content)> files, params (string Name, string Value)[] fields)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in WithKeys(fields))
        {
            content.Add(new StringContent(value), name);
        }

        foreach (var (name, bytes) in files)
        {
            content.Add(new ByteArrayContent(bytes), "Files", name);
        }

        return Visitor.Client.PostAsync(path, content);
    }

    /// <summary>Told that there is nothing, or sent to sign in; staff, who know of the portal, that it is not theirs.</summary>
    public static bool IsTurnedAway(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.NotFound
        || (answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString() is var to
            && (to.Contains("/sign-in?", StringComparison.Ordinal) || to.Contains("/status/403", StringComparison.Ordinal)));

    private IEnumerable<(string Name, string Value)> WithKeys((string Name, string Value)[] fields) =>
        [("__RequestVerificationToken", token), .. fields.Any(f => f.Name == "__once") ? [] : new[] { ("__once", Guid.CreateVersion7().ToString()) }, .. fields];
}
