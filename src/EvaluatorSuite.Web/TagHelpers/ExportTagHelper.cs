using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Web.Lists;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EvaluatorSuite.Web.TagHelpers;

/// <summary><c>&lt;export of="list-h" /&gt;</c>: the link that fetches a list of this page as it is filtered.</summary>
public sealed class ExportTagHelper(IFileVersionProvider versions, IHttpContextAccessor http, TextCatalog texts) : TagHelper
{
    /// <summary>Id of the heading above the list.</summary>
    public string Of { get; set; } = "";

    /// <summary>Which list, on a page of several.</summary>
    public string? List { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var request = http.HttpContext!.Request;
        output.TagName = "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("href", request.With(("done", null), ("list", List), ("export", SheetDownload.Asked)));
        output.Attributes.SetAttribute("aria-describedby", Of);
        output.Content.SetContent(texts["list.export"]);
        output.PreContent.SetHtmlContent(IconTagHelper.Svg($"{versions.AddFileVersionToPath(request.PathBase, "/lib/tabler/icons.svg")}#download"));
    }
}
