using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Evidence;
using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Application.Spreadsheets;
using EvaluatorSuite.Application.Tables;
using EvaluatorSuite.Application.TimeStamps;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Infrastructure.CaseFolders;
using EvaluatorSuite.Infrastructure.Database;
using EvaluatorSuite.Infrastructure.EvidenceStore;
using EvaluatorSuite.Infrastructure.Guides;
using EvaluatorSuite.Infrastructure.Spreadsheets;
using EvaluatorSuite.Infrastructure.TimeStamps;
using EvaluatorSuite.Infrastructure.Word;
using EvaluatorSuite.Infrastructure.Word.Checks;
using EvaluatorSuite.Infrastructure.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluatorSuite.Infrastructure;

public static class InfrastructureRegistration
{
    /// <summary>Everything but what a web server adds: the command line and the web application run the same use cases on the same parts.</summary>
    public static IServiceCollection AddSuite(this IServiceCollection services, SuiteOptions options) => services
        .AddSingleton(options)
        .AddSingleton(options.Issue)
        .AddSingleton(TimeProvider.System)
        .AddSuiteDatabase(options)
        .AddScoped<DatabaseSetup>()
        .AddSingleton<FileSystemEvidenceStore>()
        .AddSingleton<IEvidenceStore>(provider => provider.GetRequiredService<FileSystemEvidenceStore>())
        .AddSingleton<ITimeStampAuthority, Rfc3161Authority>()
        .AddSingleton<ILedgerAnchor, AnchorFile>()
        .AddSingleton<IGuideSource, GuideFolder>()
        .AddSingleton<IWorkflowSource, WorkflowFolder>()
        .AddSingleton<ITableReader, TableReader>()
        .AddSingleton<IReportRenderer, WordReportRenderer>()
        .AddSingleton<ITemplateReader, WordTemplateReader>()
        .AddSingleton<ISampleCase, SampleCaseFolder>()
        .AddSingleton<ISpreadsheetWriter, XlsxWriter>()
        .AddSingleton<IFormRenderer, WordFormRenderer>()
        .AddSuiteApplication();
}
