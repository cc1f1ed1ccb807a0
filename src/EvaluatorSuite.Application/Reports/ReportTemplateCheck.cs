using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Application.Reports;

/// <summary>Holds a template against the report of a case with nothing in it: the tags are the same for every case, so a template that fits this one fits any.</summary>
public sealed class ReportTemplateCheck(ITemplateReader reader) : IReportTemplateCheck
{
    public IReadOnlyList<TemplateFault> FaultsOf(GuidePack pack, ReadOnlyMemory<byte> wordTemplate, TemplateScrutiny scrutiny)
    {
        var facts = EmptyCase(pack);
        return reader.FaultsOf(wordTemplate, ReportContentBuilder.Build(facts, Evaluation.Evaluate(facts), TextCatalog.In(TextCatalog.Chinese), []), pack.Outline, scrutiny);
    }

    /// <summary>A case of which nothing is known yet.</summary>
    public static EvaluationFacts EmptyCase(GuidePack pack)
    {
        var day = new DateOnly(2000, 1, 1);
        var organization = new OrganizationFacts(Guid.CreateVersion7(), pack.Key, "000000000000000000", null);
        return new EvaluationFacts
        {
            EngagementId = Guid.CreateVersion7(),
            Guide = pack,
            Registry = new Registry { Organizations = [organization] },
            Event = new EventFacts { Name = pack.Key, OrganizerId = organization.Id, Venue = pack.Key, City = pack.Key, Start = day, End = day },
            Terms = new TermsFacts { FirmId = organization.Id, ClientId = organization.Id, ContractDate = day },
        };
    }
}
