namespace EvaluatorSuite.Web.Uploads;

/// <summary>Why a whole form with files was not taken, for the page that says so.</summary>
/// <param name="Page">Where a new form is.</param>
/// <param name="Receipt">Of what was sent with the same form before; null when that is not theirs.</param>
public sealed record RefusedUpload(string Why, string Page, string? Receipt);
