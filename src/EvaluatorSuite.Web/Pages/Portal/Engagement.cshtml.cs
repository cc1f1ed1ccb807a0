using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Infrastructure;
using EvaluatorSuite.Web.Authorization;
using EvaluatorSuite.Web.Uploads;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Pages.Portal;

/// <summary>What is asked of the organizer, what they gave, what came back.</summary>
[PortalPage]
public sealed class EngagementModel(PortalReader reader, SuiteOptions options, TimeProvider clock) : PortalPageModel(reader, clock)
{
    [FromQuery]
    public bool All { get; set; }

    public UploadForm Upload => new("upload", $"{Root}/files", null, Described: true, [], options.EvidenceFileMegabytes);

    /// <summary>How a piece of evidence stands, as far as the organizer is told: with the request or finding that it was given for.</summary>
    public (string Kind, string Icon, string Word) StateOf(string key)
    {
        var request = View.Requests.FirstOrDefault(r => r.Facts.Given.Contains(key))?.Facts;
        return request switch
        {
            { AcceptedOn: not null } => ("ok", "circle-check", "portal.accepted"),
            { ReturnReason: not null, GivenOn: null } => ("warn", "alert-triangle", "portal.returned"),
            _ => ("go", "hourglass", "portal.looking"),
        };
    }
}
