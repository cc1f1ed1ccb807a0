using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EvaluatorSuite.Application.Reports;
using EvaluatorSuite.Application.SignOff;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.CaseFolders;
using EvaluatorSuite.Domain.Checklists;
using EvaluatorSuite.Domain.Evidence;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.SignOff;
using EvaluatorSuite.Domain.Verdicts;
using EvaluatorSuite.Infrastructure.Word;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Application.Tests.Reports;

/// <summary>Cases to report on, and their reports.</summary>
public static class ReportCases
{
    private static readonly Dictionary<string, GuidePack> Guides = Directory.EnumerateDirectories(Repository.Guides)
        .Select(folder => GuidePackReader.Read(File.ReadAllBytes(Path.Combine(folder, GuidePack.FileName)))).ToDictionary(g => g.Key);

    private static readonly WordReportRenderer Renderer = new();

    public static IEnumerable<GuidePack> Packs => Guides.Values;

    /// <summary>By name, so that a test explorer can show which.</summary>
    public static IReadOnlyDictionary<string, Func<EvaluationFacts>> All { get; } = new Dictionary<string, Func<EvaluationFacts>>
    {
        ["sample"] = () => Sample(),
        ["empty"] = Empty,
        ["troubled"] = Troubled,
        ["large"] = Large,
        ["photographed"] = Photographed,
    };

    public static EvaluationFacts Sample(Action<JsonObject>? change = null)
    {
        var builder = new CaseFolderBuilder();
        change?.Invoke(builder.Json);
        var read = CaseReader.Read(Encoding.UTF8.GetBytes(builder.Json.ToJsonString()), Guides);
        return new EvaluationFacts
        {
            EngagementId = read.EngagementId,
            Guide = read.Guide,
            Registry = read.Registry,
            Event = read.Event,
            Terms = read.Terms,
            Team = read.Team,
            Declarations = read.Declarations,
            Evidence =
            [
                .. read.Evidence.Select(e => builder.Evidence.TryGetValue(e.File, out var bytes)
                    ? e with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)), Size = bytes.Length }
                    : e),
            ],
            Checklist = read.Checklist,
            Inventory = read.Inventory,
            ExcludedSources = read.ExcludedSources,
            Offsets = read.Offsets,
            Findings = read.Findings,
        };
    }

    /// <summary>Only what a case must have.</summary>
    public static EvaluationFacts Empty()
    {
        var sample = Sample();
        var terms = sample.Terms;
        return sample with
        {
            Team = [],
            Declarations = [],
            Evidence = [],
            Checklist = [],
            Inventory = [],
            ExcludedSources = [],
            Offsets = [],
            Findings = [],
            Event = sample.Event with { Attendance = null, AreaSquareMetres = null },
            Terms = new() { FirmId = terms.FirmId, ClientId = terms.ClientId, ContractDate = terms.ContractDate, MaterialityPercent = terms.MaterialityPercent },
        };
    }

    /// <summary>Everything that can go wrong in a table does, with texts that are long and characters that XML does not like.</summary>
    public static EvaluationFacts Troubled()
    {
        var sample = Sample();
        var evidence = sample.Evidence.Select((e, i) => i == 3 ? e with { Sha256 = null, Size = null } : e);
        return sample with
        {
            Event = sample.Event with { Name = "论坛 <&> \"第三届\"\u0001\uD800" },
            Evidence = [.. evidence],
            Inventory = [.. sample.Inventory.Select(Trouble)],
            ExcludedSources = [.. sample.ExcludedSources.Skip(1)],
            Offsets =
            [
                sample.Offsets[0] with { CancelledOn = null, Certificate = null, SerialFrom = new string('9', 100), SerialTo = new string('9', 100) },
                sample.Offsets[1] with { Kind = "vcs", CancelledOn = new DateOnly(2028, 1, 1) },
            ],
            Checklist = [.. sample.Checklist.Skip(2).Select((a, i) => i == 3 ? a with { Judgement = Judgement.NotMet, Note = "第一行\n第二行\t表" } : a)],
            Findings = [.. sample.Findings.Select((f, i) => i == 0 ? f with { ClosedOn = null, ClosedById = null, Answer = null, AnsweredOn = null } : f)],
            Terms = sample.Terms with { MaterialityPercent = 3, ReviewerId = sample.Team[0].PersonId },
        };
    }

    public static EvaluationFacts Large()
    {
        var sample = Sample();
        return sample with
        {
            Inventory = [.. Enumerable.Range(0, 3_000).Select(i => sample.Inventory[i % sample.Inventory.Count] with { Key = $"line-{i}" })],
            Evidence =
            [
                .. sample.Evidence,
                .. Enumerable.Range(0, 1_000 - sample.Evidence.Count).Select(i => sample.Evidence[i % sample.Evidence.Count] with { Key = $"evidence-{i}" }),
            ],
        };
    }

    /// <summary>With photographs that can be drawn, one of them twice, and some that cannot.</summary>
    public static EvaluationFacts Photographed()
    {
        var sample = Sample();
        return sample with
        {
            Evidence =
            [
                .. sample.Evidence,
                .. Photographs.All.Select((bytes, i) => new EvidenceFacts
                {
                    Key = $"photo-{i}",
                    File = $"现场照片/{i} <&>.jpg",
                    Title = $"会场照片“{i}” <&>",
                    Kind = ReportPhotographs.Kind,
                    ProvidedById = sample.Event.OrganizerId,
                    PeriodFrom = new DateOnly(2026, 1, 9),
                    Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
                    Size = bytes.Length,
                }),
            ],
        };
    }

    public static ReportContent Content(EvaluationFacts facts, string language = TextCatalog.Chinese) =>
        ReportContentBuilder.Build(facts, Evaluation.Evaluate(facts), TextCatalog.In(language), Photographs.In(facts.Evidence));

    /// <summary>Drafts of every case, of the other pack, and a report that was issued.</summary>
    public static IReadOnlyDictionary<string, Func<string, ReportContent>> Contents { get; } = All.ToDictionary(c => c.Key, c => (Func<string, ReportContent>)(l => Content(c.Value(), l)))
        .Append(new("national", l => Content(Sample(c => c["guide"] = "mee-2019"), l))).Append(new("issued", l => Issued(l))).ToDictionary();

    public static ReportContent Issued(string language = TextCatalog.Chinese, string? link = "https://verify.firm.example/verify/CN-2026-0001/ABCDEFGHJKMNPQRS")
    {
        var (facts, at) = (Photographed(), new DateTimeOffset(2026, 3, 20, 17, 30, 5, TimeSpan.Zero));
        var verdict = Evaluation.Evaluate(facts);
        var content = CaseContent.Of(facts, verdict).WithReport(new string('d', 64));
        var issue = new IssueFacts(
            "CN-2026-0001", new DateOnly(2026, 3, 21), "ABCDEFGHJKMNPQRS", "https://verify.firm.example/verify", link, content.Root, new string('d', 64), ReportVersions.PartsOf(content),
            [new IssueSigner("Reviewer", "高明哲", at), new IssueSigner("Approver", "赵立衡", at.AddHours(2))]);
        return ReportContentBuilder.Build(facts, verdict, TextCatalog.In(language), Photographs.In(facts.Evidence), issue);
    }

    public static byte[] Render(ReportContent content) => Render(content, Template(Guides[content.Fields["guide.name"].Contains("mee-2019", StringComparison.Ordinal) ? "mee-2019" : "jilin-2026-draft"]));

    public static byte[] Template(GuidePack guide) => File.ReadAllBytes(Path.Combine(Repository.Guides, guide.Key, guide.ReportTemplate));

    public static byte[] Render(EvaluationFacts facts, string language = TextCatalog.Chinese) => Render(Content(facts, language), Template(facts.Guide));

    public static byte[] Render(ReportContent content, byte[] template)
    {
        using var document = new MemoryStream();
        Renderer.RenderAsync(content, template, Photographs.Store.OpenAsync, document, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        return document.ToArray();
    }

    private static LineFacts Trouble(LineFacts line, int index) => index switch
    {
        0 => line with { Unit = "kg" },
        1 => line with { ClaimedTonnes = 99, DifferenceReason = null },
        2 => line with { Factor = null, OwnFactor = new OwnFactor { Value = 3.1m, Unit = "kgCO2e/kg", Source = "T/ABC 001—2024", Year = 2024 } },
        3 => line with { DifferenceReason = string.Concat(Enumerable.Repeat("理由很长，", 300)) },
        _ => line,
    };
}
