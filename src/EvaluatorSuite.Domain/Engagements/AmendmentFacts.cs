namespace EvaluatorSuite.Domain.Engagements;

/// <summary>更正 leaves figures and conclusion as they are; 修订 may come to others. House rule: the guide says nothing of either.</summary>
public enum AmendmentKind { Erratum, Revision }

/// <summary>A report that is being made in the place of one that was issued.</summary>
/// <param name="Number">Of the report that it replaces.</param>
public sealed record AmendmentFacts(string Number, AmendmentKind Kind, string Reason);
