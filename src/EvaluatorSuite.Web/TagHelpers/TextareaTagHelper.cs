using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EvaluatorSuite.Web.TagHelpers;

/// <summary>
/// HTML drops a line break that stands first inside a text area. One that nobody typed is always put there, so that the empty line with which
/// somebody's text begins is still there when the form is shown and saved again.
/// </summary>
public sealed class TextareaTagHelper : TagHelper
{
    public const string First = "\n";

    public override void Process(TagHelperContext context, TagHelperOutput output) => output.PreContent.AppendHtml(First);
}
