using EvaluatorSuite.Application.Texts;

namespace EvaluatorSuite.Web.Lists;

public static class EngagementWords
{
    public static string Phase(string phase, TextCatalog texts) => texts.Find($"term.phase.{phase}") ?? texts[$"list.phase.{phase}"];
}
