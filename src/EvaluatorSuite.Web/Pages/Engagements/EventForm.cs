using System.Globalization;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Domain.Reading;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Engagements;

/// <summary>The event as a form holds it: text as it was typed.</summary>
public sealed class EventForm
{
    public string? Name { get; set; }

    [FromForm(Name = "EventKind")]
    public EventKind Kind { get; set; }

    public string? Organizer { get; set; }
    public string? Venue { get; set; }
    public string? City { get; set; }
    public string? Start { get; set; }
    public string? End { get; set; }
    public string? Attendance { get; set; }
    public string? Area { get; set; }

    public static EventForm Of(EventFacts facts, string organizer) => new()
    {
        Name = facts.Name,
        Kind = facts.Kind,
        Organizer = organizer,
        Venue = facts.Venue,
        City = facts.City,
        Start = facts.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        End = facts.End.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Attendance = facts.Attendance?.ToString(CultureInfo.InvariantCulture),
        Area = facts.AreaSquareMetres?.ToString(CultureInfo.InvariantCulture),
    };

    /// <exception cref="RefusedException">An amount or a date cannot be read.</exception>
    public EventFacts Read(Guid organizerId)
    {
        var list = new RefusalList();
        var facts = new EventFacts
        {
            Name = Name?.Trim() ?? "",
            Kind = Kind,
            OrganizerId = organizerId,
            Venue = Venue?.Trim() ?? "",
            City = City?.Trim() ?? "",
            Start = Typed.Date(list, nameof(Start), Start) ?? default,
            End = Typed.Date(list, nameof(End), End) ?? default,
            Attendance = Typed.Whole(list, nameof(Attendance), Attendance),
            AreaSquareMetres = Typed.Amount(list, nameof(Area), Area),
        };
        list.ThrowIfAny();
        return facts;
    }
}

/// <summary>Reads what was typed; what cannot be read is one refusal more.</summary>
public static class Typed
{
    public static DateOnly? Date(RefusalList list, string field, string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : Wrong<DateOnly>(list, field, text);

    public static decimal? Amount(RefusalList list, string field, string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : TypedAmount.TryRead(text, out var amount) ? amount : Wrong<decimal>(list, field, text);

    public static int? Whole(RefusalList list, string field, string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : TypedAmount.TryRead(text, out var amount) && amount == decimal.Truncate(amount) && amount is >= int.MinValue and <= int.MaxValue ? (int)amount
        : Wrong<int>(list, field, text);

    private static T? Wrong<T>(RefusalList list, string field, string text) where T : struct
    {
        list.Add(true, field, "form.wrong", ("field", RefusalList.Label(field)), ("value", text.Length > 60 ? text[..60] : text));
        return null;
    }
}
