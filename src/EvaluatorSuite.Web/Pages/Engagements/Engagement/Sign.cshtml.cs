using System.ComponentModel.DataAnnotations;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.SignOff;
using EvaluatorSuite.Application.Workflows;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EvaluatorSuite.Web.Pages.Engagements.Engagement;

/// <summary>Technical review and approval: shows what is signed, and takes the signature of whoever proves anew who they are.</summary>
[EngagementPage(EngagementAct.Read)]
[EnableRateLimiting(SignInRegistration.Guessing)]
public sealed class SignModel(EngagementViews views, SignOffService signing, UserManager<SuiteUser> users, Reauthentication asking, FreshSignIn fresh) : EngagementPageModel(views), IPreparesPost
{
    private bool _proved;

    [BindProperty, MaxLength(200)]
    public string? Password { get; set; }

    [BindProperty, MaxLength(40)]
    public string? Code { get; set; }

    public override string Tab => "report";

    public SigningView Signing { get; private set; } = null!;

    public SuiteUser Me { get; private set; } = null!;

    /// <summary>Whether the step that waits is this user's.</summary>
    public bool Mine { get; private set; }

    /// <summary>Whoever has no password here proves it at their authority.</summary>
    public bool ByAuthority => Me.PasswordHash is null;

    /// <summary>Whether the authority asked them just now.</summary>
    public bool IsFresh { get; private set; }

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await base.LoadAsync(cancellationToken))
        {
            return false;
        }

        Me = (await users.GetUserAsync(User))!;
        IsFresh = fresh.IsFresh(User);
        Signing = await signing.ReadAsync(View.Facts, View.Verdict, Actor, cancellationToken);
        Mine = Signing.Step is { } step && May(StepService.ActOf(step.Role));
        return true;
    }

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (!this.FieldsAreRight() || !await LoadAsync(cancellationToken) || !Mine)
        {
            return;
        }

        if (ByAuthority)
        {
            _proved = IsFresh;
            if (!_proved)
            {
                ModelState.AddModelError("", T["sign.authority-stale"]);
            }
        }
        else if (!Me.TwoFactorEnabled)
        {
            ModelState.AddModelError("", T["sign.second-factor"]);
        }
        else if (await asking.RefusalAsync(Me, Password ?? "", Code ?? "", cancellationToken) is var (field, text))
        {
            ModelState.AddModelError(field, T[text]);
        }
        else
        {
            _proved = true;
        }
    }

    public async Task<IActionResult> OnPostAsync(Guid stepId, string? root, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return await RedrawAsync(cancellationToken);
        }

        // Whoever was not asked who they are, since nothing was theirs to sign, signs nothing, whatever step the form names.
        if (!_proved)
        {
            if (Signing.Step is not null)
            {
                return Forbid();
            }

            ModelState.AddModelError("", T["step.gone"]);
            return await RedrawAsync(cancellationToken);
        }

        await signing.SignAsync(Actor, EngagementId, stepId, root ?? "", ByAuthority ? "authority" : "password+code", cancellationToken);
        return Done("signed", "/report", "signatures");
    }
}
