using EvaluatorSuite.Application.Guides;

namespace EvaluatorSuite.Web.Pages.Admin;

/// <summary>Faults of a template as a page shows them.</summary>
public sealed record TemplateFaultsView(string Title, IReadOnlyList<TemplateFault> Faults);
