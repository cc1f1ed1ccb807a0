namespace EvaluatorSuite.Domain;

/// <summary>Gathers every reason against an act, each with the field that would mend it; texts are measured as they are typed.</summary>
public sealed class RefusalList
{
    public const int LongText = 4000;

    private readonly List<Refusal> _found = [];

    public IReadOnlyList<Refusal> Found => _found;

    /// <summary>The name of a field for people.</summary>
    public static Message Label(string field) => new($"label.{field.ToLowerInvariant()}");

    public RefusalList Need(string field, string? text, int max = LongText)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            _found.Add(new Refusal(new Message("form.missing", ("field", Label(field))), field));
        }

        return Fit(field, text, max);
    }

    public RefusalList Fit(string field, string? text, int max = LongText)
    {
        if (text?.Length > max)
        {
            _found.Add(new Refusal(new Message("form.too-long", ("field", Label(field))), field));
        }

        return this;
    }

    public RefusalList Need(string field, DateOnly date)
    {
        if (date == default)
        {
            _found.Add(new Refusal(new Message("form.missing", ("field", Label(field))), field));
        }

        return this;
    }

    public RefusalList Add(bool wrong, string field, string code, params (string Name, object Value)[] values)
    {
        if (wrong)
        {
            _found.Add(new Refusal(new Message(code, values), field));
        }

        return this;
    }

    /// <exception cref="RefusedException">Anything was found.</exception>
    public void ThrowIfAny() => RefusedException.ThrowIfAny(_found);
}
