namespace EvaluatorSuite.Web.Api;

/// <summary>Examples of bodies, in the OpenAPI document and tried by a test.</summary>
public static class ApiExamples
{
    private static readonly Dictionary<Type, string> All = new()
    {
        [typeof(NewEngagement)] = """
            { "name": "Ice and Snow Industry Forum", "eventKind": "conference", "organizer": "91220101MA0000000X", "venue": "Convention Centre", "city": "Changchun",
              "start": "2026-01-08", "end": "2026-01-10", "attendance": 1200, "area": "8500.5", "firm": "91220101MA0000001X", "contractDate": "2025-12-01", "guide": "jilin-2026-draft" }
            """,
        [typeof(EventChange)] = """{ "venue": "Hall 2", "attendance": 1180 }""",
        [typeof(TermsChange)] = """{ "client": "91220101MA0000000X", "materialityPercent": "2.5" }""",
        [typeof(ReasonBody)] = """{ "reason": "The client has withdrawn" }""",
        [typeof(NamedBody)] = """{ "person": "0199a000-0000-7000-8000-000000000002" }""",
        [typeof(DutiesBody)] = """{ "duties": "Site visit, energy" }""",
        [typeof(SiteRecordBody)] = """{ "siteKind": "interview", "subject": "Mr Zhou, facility manager", "text": "Readings agree with the bills", "place": "Switch room", "at": "2026-01-08T01:30:00Z" }""",
        [typeof(ExclusionBody)] = """{ "source": "travel-coach", "reason": "No coaches were used" }""",
        [typeof(ReplyBody)] = """{ "reply": "The receipts are E7 and E8" }""",
        [typeof(PlanBody)] = """{ "purpose": "Whether the event was carbon neutral", "basis": "Guide", "content": "Documents, site visit, report", "schedule": [ { "task": "Documents", "from": "2026-01-12", "to": "2026-01-14" } ] }""",
        [typeof(VisitBody)] = """{ "visitFrom": "2026-01-09", "visitTo": "2026-01-09", "visitPlace": "Convention Centre" }""",
        [typeof(ReviewBody)] = """{ "scopeClear": true, "competentPeople": true, "timeEnough": true, "independent": true, "accepted": true }""",
        [typeof(FinishBody)] = """{ "path": "Implementation/Documents", "round": 1, "outcome": "Done" }""",
        [typeof(MemberBody)] = """{ "person": "0199a000-0000-7000-8000-000000000001", "role": "evaluator", "duties": "Energy", "from": "2026-01-05" }""",
        [typeof(LeaveBody)] = """{ "to": "2026-01-20" }""",
        [typeof(RequestText)] = """{ "title": "Electricity bills", "kind": "invoice", "dueOn": "2026-02-01" }""",
        [typeof(ReturnBody)] = """{ "reason": "January is missing", "nextDue": "2026-02-08" }""",
        [typeof(JudgementBody)] = """{ "judgement": "met", "evidence": [ "E1" ] }""",
        [typeof(FindingBody)] = """{ "findingKind": "nonconformity", "requirement": "Activity data have a source", "description": "Fuel has none", "dueOn": "2026-02-01" }""",
        [typeof(AnswerBody)] = """{ "answer": "Receipts are attached", "cause": "They were filed elsewhere" }""",
        [typeof(CloseBody)] = """{ "closure": "Receipts agree" }""",
        [typeof(OffsetBody)] = """{ "kind": "ccer", "registry": "National registry", "project": "Wind farm", "serialFrom": "A-1", "serialTo": "A-180", "tonnes": "180", "acquiredBy": "purchase", "cancelledOn": "2026-02-20", "certificate": "N-7" }""",
        [typeof(LineBody)] = """{ "source": "electricity", "stage": "hold", "description": "Hall, January", "amount": "48600.25", "unit": "kWh", "factor": "grid-jilin-2023", "claimedTonnes": "22.701061" }""",
        [typeof(VerificationBody)] = """{ "verifiedAmount": "48599.5", "factor": "grid-jilin-2023", "differenceReason": "Meter reading", "crossCheck": "Meter readings" }""",
        [typeof(CommentBody)] = """{ "target": "finding", "targetKey": "NC-1", "comment": "Please look at the receipts" }""",
    };

    public static string? Of(Type type) => All.GetValueOrDefault(type);
}
