namespace EvaluatorSuite.Domain.Duties;

/// <summary>Whose turn it is.</summary>
public enum DutyHolder { Leader, Team, Organizer, Officer, Person }

/// <summary><see cref="ReadDraft"/> stands in rows from before there were processes; a step takes its place since.</summary>
public enum DutyKind { AnswerFinding, JudgeAnswer, GiveEvidence, JudgeEvidence, Declare, JudgeThreat, AnswerComment, ClearConflict, MendBlocks, ReadDraft, Step, StepHeld }

/// <summary>Something that somebody has to do in an engagement, as its facts have it now.</summary>
/// <param name="Subject">Key of the row that it is about; empty for the engagement as a whole.</param>
/// <param name="Text">What it is about, in the words of the case.</param>
public sealed record Duty(DutyKind Kind, DutyHolder Holder, string Subject, string Text, Guid? PersonId = null, DateOnly? DueOn = null);
