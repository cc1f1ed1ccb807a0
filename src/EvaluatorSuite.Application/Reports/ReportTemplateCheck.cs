using EvaluatorSuite.Application.Guides;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Organizations;
using EvaluatorSuite.Domain.Verdicts;

namespace EvaluatorSuite.Application.Reports;

/// <summary>Draws the report of a case with nothing in it: the tags are the same for every case, so a template that can draw this one can draw any.</summary>
public sealed class ReportTemplateCheck(IReportRenderer renderer) : IReportTemplateCheck
{
    public void Check(GuidePack pack, ReadOnlyMemory<byte> wordTemplate)
    {
        var day = new DateOnly(2000, 1, 1);
        var organization = new OrganizationFacts(Guid.CreateVersion7(), pack.Key, "000000000000000000", null);
        var facts = new EvaluationFacts
        {
            EngagementId = Guid.CreateVersion7(),
            Guide = pack,
            Registry = new Registry { Organizations = [organization] },
            Event = new EventFacts { Name = pack.Key, OrganizerId = organization.Id, Venue = pack.Key, City = pack.Key, Start = day, End = day },
            Terms = new TermsFacts { FirmId = organization.Id, ClientId = organization.Id, ContractDate = day },
        };
        var content = ReportContentBuilder.Build(facts, Evaluation.Evaluate(facts), TextCatalog.In(TextCatalog.Chinese));
        using var drawn = new MemoryStream();
        renderer.Render(content, wordTemplate, drawn);
    }
}
