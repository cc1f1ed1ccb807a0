namespace EvaluatorSuite.Domain.SignOff;

/// <summary>What stands against a signature, apart from what the step itself asks.</summary>
public static class SignRefusals
{
    /// <param name="draft">What the newest draft was made of; null while there is none.</param>
    /// <param name="now">The facts as they are.</param>
    /// <param name="seenRoot">The root that the signer had before them, with the draft's report.</param>
    /// <param name="offeredRoot">The root that is to be signed now.</param>
    public static RefusalList ToSign(SignedContent? draft, SignedContent now, string seenRoot, string offeredRoot)
    {
        var list = new RefusalList().Add(draft is null, "", "sign.no-draft");
        if (draft is null)
        {
            return list;
        }

        var changes = draft.ChangesTo(now);
        return list.Add(changes.Count > 0, "", "sign.draft-stale", ("count", changes.Count), ("first", changes.Count > 0 ? changes[0].Name : ""))
            .Add(changes.Count == 0 && seenRoot != offeredRoot, "", "sign.not-what-was-seen");
    }
}
