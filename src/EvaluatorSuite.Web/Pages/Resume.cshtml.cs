using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Resuming;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages;

/// <summary>What was typed into a form that came after its session had ended, to be sent again.</summary>
[Authorize(Policy = SignInRegistration.SignedIn)]
public sealed class ResumeModel(KeptForms kept) : SuitePage
{
    private static readonly string[] OfTheForm = [PostFilter.FormKey, "form", "Version"];

    [FromRoute]
    public Guid Id { get; set; }

    public TypedForm Typed { get; private set; } = null!;

    /// <summary>What a person typed or chose, with the name that the field has for people.</summary>
    public IEnumerable<(string Label, string Value)> Shown => Typed.Fields
        .Where(f => f.Value.Length > 0 && !OfTheForm.Contains(f.Name) && !Guid.TryParse(f.Value, out _))
        .Select(f => (this.Label(f.Name), f.Value));

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var typed = await kept.FindAsync(Id, User.Id(), Request.Cookies[KeptForms.Cookie], cancellationToken);
        Typed = typed!;
        return typed is not null;
    }
}
