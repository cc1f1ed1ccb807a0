using EvaluatorSuite.Application.SignOff;
using EvaluatorSuite.Infrastructure.Identity;
using EvaluatorSuite.Infrastructure.TimeStamps;
using Microsoft.Extensions.Configuration;

namespace EvaluatorSuite.Infrastructure;

/// <summary>The settings of an installation, checked before anything starts.</summary>
public sealed class SuiteOptions
{
    public const string Section = "Suite";

    /// <summary>Everything that is kept goes under here: database (SQLite), evidence, keys. Relative to the working directory.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>Sqlite, PostgreSql or SqlServer.</summary>
    public string Database { get; init; } = "Sqlite";

    /// <summary>Needed for PostgreSql and SqlServer; for Sqlite a file in the data folder unless given.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Where the guide packs are; beside the program unless given.</summary>
    public string GuidesFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "templates", "guides");

    /// <summary>Where the workflow definitions are; beside the program unless given.</summary>
    public string WorkflowsFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "workflows");

    /// <summary>Requests of one address to the pages where somebody could try out passwords; and as many, counted apart, to the public ones.</summary>
    public int SignInsPerMinute { get; init; } = 60;

    /// <summary>A sorted file of SHA-1 hashes of breached passwords; none unless given.</summary>
    public string? BreachedPasswords { get; init; }

    /// <summary>Who with a local account must have a second factor: Optional (who wants one) or Staff (all staff).</summary>
    public string SecondFactor { get; init; } = "Optional";

    public bool StaffNeedSecondFactor => SecondFactor == "Staff";

    /// <summary>The authority where people may sign in besides, or instead of, with a local account.</summary>
    public AuthoritySettings? OpenIdConnect { get; private set; }

    public bool LocalAccounts => OpenIdConnect?.LocalAccounts ?? true;

    /// <summary>The largest evidence file, in millions of bytes.</summary>
    public int EvidenceFileMegabytes { get; init; } = 2000;

    /// <summary>What the evidence of one engagement may come to, in thousands of millions of bytes.</summary>
    public int EvidenceQuotaGigabytes { get; init; } = 50;

    public long EvidenceQuota => EvidenceQuotaGigabytes * 1_000_000_000L;

    /// <summary>How issued reports are numbered: {year} and {serial:0000}, with as many zeros as digits.</summary>
    public string ReportNumberPattern { get; init; } = IssueSettings.DefaultPattern;

    /// <summary>Where the public reaches this installation, <c>https://verify.firm.example</c>: printed in issued reports.</summary>
    public string PublicAddress { get; init; } = IssueSettings.DefaultAddress;

    /// <summary>Address of a time-stamping authority (RFC 3161); none unless given.</summary>
    public string? TimeStampAuthority { get; init; }

    /// <summary>PEM file with the certificates that its tokens must lead to.</summary>
    public string? TimeStampCertificates { get; init; }

    /// <summary>File outside the data folder to which the head of the ledger is added once a day; none unless given.</summary>
    public string? LedgerAnchorFile { get; init; }

    public IssueSettings Issue => new(ReportNumberPattern, PublicAddress.TrimEnd('/'));

    public string DataPath => Path.GetFullPath(DataFolder);

    public string EvidencePath => Path.Combine(DataPath, "evidence");

    public string Connection => !string.IsNullOrWhiteSpace(ConnectionString) ? ConnectionString : $"Data Source={Path.Combine(DataPath, "suite.db")}";

    /// <exception cref="InvalidOperationException">A setting is wrong; the message says which and what it may be.</exception>
    public static SuiteOptions From(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<SuiteOptions>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new SuiteOptions();
        options.OpenIdConnect = AuthoritySettings.From(configuration);
        if (options.Database is not ("Sqlite" or "PostgreSql" or "SqlServer"))
        {
            throw new InvalidOperationException($"Suite:Database is '{options.Database}'; it must be Sqlite, PostgreSql or SqlServer.");
        }

        if (options.Database != "Sqlite" && string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            throw new InvalidOperationException($"Suite:ConnectionString is empty; {options.Database} needs one.");
        }

        if (string.IsNullOrWhiteSpace(options.DataFolder))
        {
            throw new InvalidOperationException("Suite:DataFolder is empty; name the folder that holds the data.");
        }

        if (options.SecondFactor is not ("Optional" or "Staff"))
        {
            throw new InvalidOperationException($"Suite:SecondFactor is '{options.SecondFactor}'; it must be Optional or Staff.");
        }

        if (!string.IsNullOrWhiteSpace(options.BreachedPasswords))
        {
            BreachedPasswordFile.Check("Suite:BreachedPasswords", options.BreachedPasswords);
        }

        if (options.EvidenceFileMegabytes < 1 || options.EvidenceQuotaGigabytes < 1)
        {
            throw new InvalidOperationException("Suite:EvidenceFileMegabytes and Suite:EvidenceQuotaGigabytes must each be 1 or more.");
        }

        if (IssueSettings.Fault(options.ReportNumberPattern) is { } fault)
        {
            throw new InvalidOperationException($"Suite:ReportNumberPattern is '{options.ReportNumberPattern}'; {fault}. For instance: {IssueSettings.DefaultPattern}");
        }

        if (!Uri.TryCreate(options.PublicAddress, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Query.Length + address.Fragment.Length > 0)
        {
            throw new InvalidOperationException($"Suite:PublicAddress is '{options.PublicAddress}'; it must be an address like https://verify.firm.example.");
        }

        CheckAnchors(options);
        return options;
    }

    private static void CheckAnchors(SuiteOptions options)
    {
        if (options.TimeStampAuthority is { } authority)
        {
            if (!Uri.TryCreate(authority, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            {
                throw new InvalidOperationException($"Suite:TimeStampAuthority is '{authority}'; it must be an address like https://tsa.example/tsr, or absent.");
            }

            if (string.IsNullOrWhiteSpace(options.TimeStampCertificates))
            {
                throw new InvalidOperationException("Suite:TimeStampCertificates is empty; name the PEM file with the certificates that tokens of Suite:TimeStampAuthority must lead to.");
            }

            if (Rfc3161Authority.Fault(options.TimeStampCertificates) is { } fault)
            {
                throw new InvalidOperationException($"Suite:TimeStampCertificates is '{options.TimeStampCertificates}', which cannot be used: {fault}");
            }
        }

        if (options.LedgerAnchorFile is { } file && (string.IsNullOrWhiteSpace(file) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file)))))
        {
            throw new InvalidOperationException($"Suite:LedgerAnchorFile is '{file}'; it must be a file in a folder that exists, or absent.");
        }
    }
}
