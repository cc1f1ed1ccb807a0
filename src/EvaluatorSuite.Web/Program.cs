using System.Globalization;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Infrastructure.Jobs;
using EvaluatorSuite.Web.Api;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Downloads;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Health;
using EvaluatorSuite.Web.Language;
using EvaluatorSuite.Web.Resuming;
using EvaluatorSuite.Web.Start;
using EvaluatorSuite.Web.Uploads;
using Microsoft.Extensions.WebEncoders;

// What people type is read the same way on every machine; words and dates come from the language of the request.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

var sample = args.Contains("--sample");
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [.. args.Where(a => a != "--sample")], ContentRootPath = AppContext.BaseDirectory });
builder.Host.UseDefaultServiceProvider(options => (options.ValidateScopes, options.ValidateOnBuild) = (true, true));
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

SuiteOptions options;
try
{
    options = SuiteOptions.From(builder.Configuration);
}
catch (InvalidOperationException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 1;
}

builder.Services.AddSuite(options).AddSuiteJobs(options).AddSuiteSignIn(options).AddFormKeeping(options).AddRequestLanguage();
builder.Services.AddScoped<UploadReader>().AddScoped<EvidenceUpload>();
builder.Services.AddSuiteApi();
builder.Services.AddSingleton<SetupTicket>().AddSingleton<SampleSignIns>().AddScoped<SampleCase>();
builder.Services.AddRazorPages().AddMvcOptions(mvc => mvc.Filters.Add<PostFilter>());
builder.Services.AddResponseCompression(compression => compression.EnableForHttps = true);

// Chinese as it is: as character references a page would be several times as long.
builder.Services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new(System.Text.Unicode.UnicodeRanges.All));

var app = builder.Build();
if (!await FirstStart.PrepareAsync(app, sample))
{
    return 1;
}

app.UseExceptionHandler(new ExceptionHandlerOptions
{
    ExceptionHandlingPath = "/status/500",
    StatusCodeSelector = failure => failure is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
});
app.UseStatusCodePagesWithReExecute("/status/{0}");
app.UseApiDocsPolicy();
app.UseSecurityHeaders(SecurityHeaders.Policy(options));
app.UseResponseCompression();
app.UseStaticFiles(StaticFiles.Options);
app.UseApiProblems();
app.UseRouting();
app.UseRateLimiter();
app.UseAuthentication();
app.UseSecondFactorPolicy(options);
app.UseAuthorization();
app.MapRazorPages();
app.MapDownloads();
app.MapVerify();
app.MapAuthority();
app.MapUploads();
app.MapSuiteApi();
app.MapLanguage();
app.MapHealth();

FirstStart.Announce(app);
return await FirstStart.RunAsync(app);

/// <summary>Named for tests, which start it whole.</summary>
public partial class Program;
