using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Independence;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Independence;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>One's own declaration of independence for this engagement.</summary>
[EngagementPage(EngagementAct.Declare)]
public sealed class DeclarationModel(EngagementViews views, DeclarationService declarations, TimeProvider clock) : EngagementPageModel(views)
{
    private const int Rows = 3;

    public override string Tab => "independence";

    public DateOnly? SignedOn { get; private set; }

    /// <summary>As typed or as signed, with empty ones to fill in.</summary>
    public List<(string Kind, string Level, string Description)> Threats { get; private set; } = [];

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await base.LoadAsync(cancellationToken))
        {
            return false;
        }

        var mine = View.Facts.Declarations.FirstOrDefault(d => d.PersonId == User.Person());
        SignedOn = mine?.SignedOn;
        if (Threats.Count == 0)
        {
            Threats = [.. mine?.Threats.Select(t => (t.Kind.ToString(), t.Level.ToString(), t.Description)) ?? []];
        }

        Threats.AddRange(Enumerable.Repeat(("", nameof(ThreatLevel.Low), ""), Math.Max(1, Rows - Threats.Count)));
        return true;
    }

    public async Task<IActionResult> OnPostAsync(List<string?>? kind, List<string?>? level, List<string?>? description, bool? @true, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        Threats = [.. Enumerable.Range(0, kind?.Count ?? 0).Select(i => (kind![i] ?? "", level?.ElementAtOrDefault(i) ?? "", description?.ElementAtOrDefault(i)?.Trim() ?? "")).Where(t => t.Item1.Length > 0 || t.Item3.Length > 0)];
        if (@true != true)
        {
            this.Wrong("True", "declaration.not-confirmed");
        }

        if (Threats.Any(t => !Enum.TryParse<ThreatKind>(t.Kind, out var k) || !Enum.IsDefined(k)))
        {
            this.Wrong("", "declaration.kind-missing");
        }

        if (!ModelState.IsValid)
        {
            return await RedrawAsync(cancellationToken);
        }

        var threats = Threats.Select(t => new Threat(Enum.Parse<ThreatKind>(t.Kind), Enum.TryParse<ThreatLevel>(t.Level, out var l) && Enum.IsDefined(l) ? l : ThreatLevel.Low, t.Description, null)).ToList();
        await declarations.SignAsync(Actor, EngagementId, threats, ChinaTime.Today(clock), cancellationToken);
        return Done("declaration-signed", "/independence");
    }
}
