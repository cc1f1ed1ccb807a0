using Microsoft.AspNetCore.Identity;

namespace EvaluatorSuite.Web.Filters;

/// <summary>What the forms about accounts refuse, in the language of the page.</summary>
internal static class AccountForms
{
    /// <summary>What has just been done, for the page that is shown next: a name from its closed list, never words from an address.</summary>
    public static string? Saying(this SuitePage page, string? said, params string[] list) => said is not null && list.Contains(said) ? page.T[$"account.said.{said}"] : null;

    /// <summary>Replaces the framework's words by ours, field by field.</summary>
    public static bool FieldsAreRight(this SuitePage page)
    {
        foreach (var (field, entry) in page.ModelState.Where(e => e.Value?.Errors.Count > 0).ToList())
        {
            entry!.Errors.Clear();
            entry.Errors.Add(page.T[$"page.field.{field.ToLowerInvariant()}"]);
        }

        return page.ModelState.IsValid;
    }

    public static void Refuse(this SuitePage page, IdentityResult result, string passwordField, string accountField)
    {
        foreach (var error in result.Errors.DistinctBy(e => e.Code))
        {
            var field = error.Code.StartsWith("Password", StringComparison.Ordinal) ? passwordField : accountField;
            page.ModelState.AddModelError(field, page.T.Find($"page.identity.{error.Code}") ?? page.T["page.identity.other"]);
        }
    }
}
