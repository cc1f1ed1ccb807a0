using System.Security.Cryptography;
using System.Text;
using EvaluatorSuite.Application.Independence;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Registry;

/// <summary>A form for a fact that binds: sent once it shows what the fact would do, sent again unaltered it is recorded.</summary>
public abstract class PreviewedPage(ConflictPreview preview) : SuitePage
{
    /// <summary>What was typed when the consequences were shown; other words are shown anew.</summary>
    [BindProperty]
    public string? Previewed { get; set; }

    public Consequences? Consequences { get; private set; }

    protected abstract IReadOnlyList<object?> Fields { get; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!this.FieldsAreWell())
        {
            return await RedrawAsync(cancellationToken);
        }

        var typed = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Fields))));
        if (Previewed == typed)
        {
            return LocalRedirect(await RecordAsync(cancellationToken));
        }

        Consequences = await preview.OfAsync(User.Actor(), () => EnterAsync(cancellationToken), cancellationToken);
        Previewed = typed;
        ModelState.Remove(nameof(Previewed));
        return await LoadAsync(cancellationToken) ? Page() : NotFound();
    }

    /// <summary>Enters the fact for the look at what follows.</summary>
    protected abstract Task<RecheckJob.Args> EnterAsync(CancellationToken cancellationToken);

    /// <returns>Where to go when it is recorded.</returns>
    protected abstract Task<string> RecordAsync(CancellationToken cancellationToken);
}
