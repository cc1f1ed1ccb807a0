using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace EvaluatorSuite.Web.Filters;

public static class ErrorList
{
    /// <summary>What a page refuses, each with the field that it speaks of.</summary>
    public static IReadOnlyList<(string Field, string Text)> Errors(this ModelStateDictionary state) =>
        [.. state.SelectMany(entry => entry.Value!.Errors.Select(error => (entry.Key.ToLowerInvariant(), error.ErrorMessage)))];
}
