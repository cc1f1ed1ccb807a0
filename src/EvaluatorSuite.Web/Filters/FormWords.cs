namespace EvaluatorSuite.Web.Filters;

/// <summary>Says in the language of the page what is wrong with a field that could not be bound or is not valid.</summary>
internal static class FormWords
{
    /// <summary>
    /// Replaces the framework's words by ours. A field's name for people is the text <c>label.</c> with the last part of its name
    /// in lower case: <c>Input.DueOn</c> is called by <c>label.dueon</c>.
    /// </summary>
    /// <returns>Whether every field is right.</returns>
    public static bool FieldsAreWell(this SuitePage page)
    {
        foreach (var (field, entry) in page.ModelState.Where(e => e.Value?.Errors.Count > 0).ToList())
        {
            var typed = entry!.AttemptedValue ?? "";
            var label = page.Label(field);
            entry.Errors.Clear();
            entry.Errors.Add(typed.Length == 0 ? page.T.Say("form.missing", ("field", label))
                : typed.Length > 60 ? page.T.Say("form.too-long", ("field", label))
                : page.T.Say("form.wrong", ("field", label), ("value", typed)));
        }

        return page.ModelState.IsValid;
    }

    public static string Label(this SuitePage page, string field)
    {
        var name = field[(field.LastIndexOf('.') + 1)..].ToLowerInvariant();
        return page.T.Find($"label.{name}") ?? name;
    }

    public static void Wrong(this SuitePage page, string field, string code, params (string Name, object Value)[] values) =>
        page.ModelState.AddModelError(field, page.T.Say(code, values));
}
