using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Verdicts;
using EvaluatorSuite.Domain.SignOff;
using EvaluatorSuite.Domain.Verdicts;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace EvaluatorSuite.Testing;

/// <summary>What the product remembers of engagements.</summary>
public static class KeptViews
{
    /// <summary>Rows were changed by no act: what was remembered of them is no longer so.</summary>
    public static Task ForgetViewsAsync(this SuiteDb db) => db.Standings.ExecuteUpdateAsync(s => s.SetProperty(x => x.Touched, x => x.Touched + 1));

    /// <summary>What is remembered of an engagement after an act is what its rows say.</summary>
    public static async Task AssertTrueAsync(EngagementViews views, EvaluationReader reader, Guid engagementId)
    {
        var kept = await views.GetAsync(engagementId, CancellationToken.None);
        var facts = await reader.ReadAsync(engagementId, CancellationToken.None);
        Assert.Equal(CaseContent.Of(facts, Evaluation.Evaluate(facts)).Root, CaseContent.Of(kept.Facts, kept.Verdict).Root);
        Assert.Equal((facts.Closed, facts.Comments.Count), (kept.Facts.Closed, kept.Facts.Comments.Count));
    }
}
