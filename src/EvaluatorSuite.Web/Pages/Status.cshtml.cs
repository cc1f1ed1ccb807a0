using System.Diagnostics;
using EvaluatorSuite.Web.Filters;
using EvaluatorSuite.Web.Uploads;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages;

/// <summary>What went wrong and what to do, with a number that the log has too.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[OutsideTransaction]
public sealed class StatusModel : SuitePage
{
    [FromRoute]
    public int Code { get; set; }

    /// <summary>How many megabytes may be sent at once to the page that refused more.</summary>
    public long? Most => LargestUploadAttribute.MostOf(HttpContext);

    public RefusedUpload? Upload => HttpContext.Features.Get<RefusedUpload>();

    public string Reference => Activity.Current?.Id ?? HttpContext.TraceIdentifier;

    // The answer's own code says more than the address that an exception is always sent to.
    public string Kind => (Response.StatusCode >= StatusCodes.Status400BadRequest ? Response.StatusCode : Code) switch { 400 => "400", 403 => "403", 404 => "404", 413 => "413", 422 when Upload is not null => "422", 429 => "429", _ => "500" };

    public void OnPost()
    {
    }
}
