using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.CaseFolders;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Infrastructure.CaseFolders;
using EvaluatorSuite.Infrastructure.Database.PostgreSql;
using EvaluatorSuite.Infrastructure.Database.Sqlite;
using EvaluatorSuite.Web.Start;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EvaluatorSuite.Testing;

/// <summary>The whole application on a database of its own, entered as a browser would: get a page, fill in its form, send it.</summary>
public class Site : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    // Every host watches its files, and the many of one run would use up the watches that the system grants a user.
    static Site() => Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "1");

    private readonly TestDatabase _database;
    private readonly WebApplicationFactory<Program> _factory;
    private readonly int? _port;

    public Site(string provider, int? port = null, TimeProvider? clock = null, params (string Name, string Value)[] settings)
    {
        _database = new TestDatabase(provider);
        _port = port;
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseSetting("Suite:DataFolder", _database.Options.DataFolder);
            host.UseSetting("Suite:Database", provider);
            host.UseSetting("Suite:SignInsPerMinute", "100000");
            host.UseSetting("Urls", "");
            host.UseSetting("Suite:ConnectionString", _database.Options.ConnectionString);
            host.UseSetting("Suite:GuidesFolder", _database.Options.GuidesFolder);
            host.UseSetting("Logging:LogLevel:Default", "None");
            host.UseSetting("Logging:LogLevel:Microsoft.EntityFrameworkCore", "None");
            host.UseSetting("Logging:LogLevel:Microsoft.AspNetCore", "None");
            host.ConfigureServices(services => services.ConfigureDbContext<SqliteSuiteDb>(o => o.AddInterceptors(Commands)).ConfigureDbContext<PostgreSqlSuiteDb>(o => o.AddInterceptors(Commands)));
            foreach (var (name, value) in settings)
            {
                host.UseSetting(name, value);
            }

            if (clock is not null)
            {
                host.ConfigureTestServices(services => services.AddSingleton(clock));
            }
        });
        if (port is { } real)
        {
            _factory.UseKestrel(options => options.Listen(IPAddress.Loopback, real));
            _factory.StartServer();
        }
    }

    /// <summary>What the application has asked its database.</summary>
    public CommandCounter Commands { get; } = new();

    public string SetupLink => $"/setup/{_factory.Services.GetRequiredService<SetupTicket>().Value}";

    public Uri Address => _factory.ClientOptions.BaseAddress;

    public async Task<T> ReadAsync<T>(Func<SuiteDb, Task<T>> read)
    {
        await using var scope = _factory.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<SuiteDb>());
    }

    public async Task UseAsync<T>(Func<T, Task> use) where T : notnull
    {
        await using var scope = _factory.Services.CreateAsyncScope();
        var service = scope.ServiceProvider.GetRequiredService<T>();
        await use(service);
        if (service is SuiteDb db)
        {
            await db.ForgetViewsAsync();
        }
    }

    /// <summary>Brings a case in as the import does.</summary>
    public async Task<Guid> ImportAsync(CaseFolderBuilder builder)
    {
        using var folder = new TemporaryFolder();
        await using var source = new DirectoryCaseFolder(builder.WriteTo(folder.Path));
        var id = Guid.Empty;
        await UseAsync<IServiceProvider>(async services =>
        {
            var importer = services.GetRequiredService<CaseImporter>();
            var prepared = await importer.PrepareAsync(source, null, CancellationToken.None);
            await using var transaction = await services.GetRequiredService<SuiteDb>().Database.BeginTransactionAsync();
            id = await importer.SaveAsync(prepared, Guid.Empty, CancellationToken.None);
            await transaction.CommitAsync();
        });
        return id;
    }

    /// <summary>What pages show of an engagement without reading it anew is what they would show if they did.</summary>
    public async Task KeptIsTrueAsync(Guid engagementId)
    {
        await using var scope = _factory.Services.CreateAsyncScope();
        await KeptViews.AssertTrueAsync(scope.ServiceProvider.GetRequiredService<EngagementViews>(), scope.ServiceProvider.GetRequiredService<EvaluationReader>(), engagementId);
    }

    /// <summary>A user with a password, tied to the person of the registry who has this address, if any.</summary>
    public Task<SuiteUser> AddUserAsync(string email, string role) => AddUserAsync(email, [role]);

    public async Task<SuiteUser> AddUserAsync(string email, IReadOnlyList<string> roles)
    {
        await using var scope = _factory.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SuiteDb>();
        var person = await db.People.Where(p => p.Email == email).Select(p => (Guid?)p.Id).SingleOrDefaultAsync();
        var user = new SuiteUser { UserName = email, Email = email, DisplayName = email.Split('@')[0], Roles = roles, PersonId = person };
        var result = await scope.ServiceProvider.GetRequiredService<UserManager<SuiteUser>>().CreateAsync(user, Password);
        Assert.True(result.Succeeded, string.Join(' ', result.Errors.Select(e => e.Description)));
        return user;
    }

    // On a real port the factory's own client would follow redirects whatever it is told.
    public Visitor Anonymous() => new(_port is null
        ? _factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false })
        : new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address });

    public async Task<Visitor> SignInAsync(string email)
    {
        var visitor = Anonymous();
        var answer = await visitor.SubmitAsync("/sign-in", ("Account", email), ("Password", Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Someone with a browser: keeps cookies, and sends the forms that the pages have, with all their hidden fields.</summary>
public sealed class Visitor(HttpClient client)
{
    public HttpClient Client { get; } = client;

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(path);

    public async Task<IHtmlDocument> OpenAsync(string path)
    {
        var response = await Client.GetAsync(path);
        Assert.True(response.IsSuccessStatusCode, $"{path} answered {(int)response.StatusCode}.");
        return await ReadAsync(response);
    }

    /// <summary>Opens the page, fills in its first form that has all these fields, and sends it.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] values) =>
        await SubmitAsync(await OpenAsync(path), path, values);

    public Task<HttpResponseMessage> SubmitAsync(IHtmlDocument page, string path, params (string Name, string Value)[] values) =>
        Client.PostAsync(path, new FormUrlEncodedContent(FieldsOf(page, values)));

    /// <summary>Opens the page, fills in the form of this id as a browser would (chosen options and boxes included), and sends it where it goes.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, string formId, params (string Name, string Value)[] values) =>
        await SendAsync(await OpenAsync(path), path, formId, values);

    public Task<HttpResponseMessage> SendAsync(IHtmlDocument page, string path, string formId, params (string Name, string Value)[] values)
    {
        var form = page.GetElementById(formId) as IHtmlFormElement ?? throw new InvalidOperationException($"{path} has no form '{formId}'.");
        var given = values.Select(v => v.Name).ToHashSet();
        Assert.All(given, name => Assert.Contains(form.Elements.OfType<IHtmlElement>(), e => e.GetAttribute("name") == name));
        var fields = Filled(form).Where(f => !given.Contains(f.Key));
        return Client.PostAsync(form.GetAttribute("action") ?? path, new FormUrlEncodedContent(fields.Concat(values.Select(v => KeyValuePair.Create(v.Name, v.Value)))));
    }

    /// <summary>What a browser would send of a form that nobody has touched.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Filled(IHtmlFormElement form) =>
        form.Elements.OfType<IHtmlElement>().Where(e => e.GetAttribute("name") is { Length: > 0 }).SelectMany(ValuesOf);

    private static IEnumerable<KeyValuePair<string, string>> ValuesOf(IHtmlElement element) => element switch
    {
        IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } => [],
        IHtmlInputElement input => [KeyValuePair.Create(input.Name!, input.Value)],
        IHtmlTextAreaElement area => [KeyValuePair.Create(area.Name!, area.Value)],
        IHtmlSelectElement select => [KeyValuePair.Create(select.Name!, select.Value ?? "")],
        _ => [],
    };

    /// <summary>Sends files by the upload form of a page, its hidden fields first as the page has them.</summary>
    public async Task<HttpResponseMessage> UploadAsync(string path, string formId, params (string Name, byte[] Content)[] files)
    {
        var page = await OpenAsync(path);
        var form = page.GetElementById(formId) as IHtmlFormElement ?? throw new InvalidOperationException($"{path} has no form '{formId}'.");
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in form.Elements.OfType<IHtmlElement>().Where(e => e is not IHtmlInputElement { Type: "file" } && e.GetAttribute("name") is { Length: > 0 }).SelectMany(ValuesOf))
        {
            content.Add(new StringContent(value), name);
        }

        foreach (var (name, bytes) in files)
        {
            content.Add(new ByteArrayContent(bytes), "Files", name);
        }

        return await Client.PostAsync(form.GetAttribute("action"), content);
    }

    /// <summary>Sends the page's form with a file, as a browser sends one.</summary>
    public Task<HttpResponseMessage> UploadAsync(IHtmlDocument page, string path, string field, string fileName, byte[] content)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in FieldsOf(page, []))
        {
            form.Add(new StringContent(value), name);
        }

        form.Add(new ByteArrayContent(content), field, fileName);
        return Client.PostAsync(path, form);
    }

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response) => new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());

    private static IEnumerable<KeyValuePair<string, string>> FieldsOf(IHtmlDocument page, (string Name, string Value)[] values)
    {
        var form = page.QuerySelectorAll("main form[method=post]").OfType<IHtmlFormElement>()
            .First(f => values.All(v => f.Elements.OfType<IHtmlElement>().Any(e => e.GetAttribute("name") == v.Name)));
        var given = values.Select(v => v.Name).ToHashSet();
        return form.Elements.OfType<IHtmlInputElement>().Where(i => i.Type == "hidden" && !given.Contains(i.Name!)).Select(i => KeyValuePair.Create(i.Name!, i.Value))
            .Concat(values.Select(v => KeyValuePair.Create(v.Name, v.Value)));
    }
}
