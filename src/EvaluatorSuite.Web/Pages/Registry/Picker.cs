namespace EvaluatorSuite.Web.Pages.Registry;

/// <summary>A field for an organization or a person: typed or picked from suggestions, found on the server by <c>RegistryLookup</c>.</summary>
/// <param name="Name">Of the bound property; what is refused about it stands beside it.</param>
/// <param name="Label">Words, not a key.</param>
/// <param name="Choices">From <c>RegistryLookup.OrganizationsAsync</c> or <c>PeopleAsync</c>.</param>
/// <param name="Help">Words beneath the field, or none.</param>
public sealed record Picker(string Name, string Label, string? Value, IReadOnlyList<string> Choices, string Help = "", bool Required = true);
