namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>Fields that fetch something, ask somebody or change with the hour: a report says tomorrow what was signed today.</summary>
internal static class FieldCodeCheck
{
    private static readonly HashSet<string> Fetching =
        ["INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "EMBED", "DDE", "DDEAUTO", "DATABASE", "RD", "MACROBUTTON", "ASK", "FILLIN", "MERGEFIELD", "NEXT", "MERGEREC", "MERGESEQ", "CONTROL", "HTMLCONTROL"];

    private static readonly HashSet<string> Changing =
        ["DATE", "TIME", "PRINTDATE", "SAVEDATE", "CREATEDATE", "EDITTIME", "FILENAME", "FILESIZE", "USERNAME", "USERINITIALS", "USERADDRESS", "LASTSAVEDBY", "AUTHOR", "REVNUM", "DOCPROPERTY", "TEMPLATE"];

    public static void Check(TemplatePackage package, TemplateFaults faults)
    {
        foreach (var (part, root) in package.Filled)
        {
            foreach (var field in FieldCodes.In(root))
            {
                if (Fetching.Contains(field.Word))
                {
                    faults.At(part, field.Place, "template.fetching-field", ("field", field.Word));
                }
                else if (Changing.Contains(field.Word))
                {
                    faults.At(part, field.Place, "template.changing-field", ("field", field.Word));
                }
            }
        }

        if (package.Setting("mailMerge") is not null)
        {
            faults.Add(TemplatePackage.Settings, "template.mail-merge");
        }
    }
}
