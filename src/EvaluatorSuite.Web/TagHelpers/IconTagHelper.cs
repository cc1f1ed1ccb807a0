using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Guides;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EvaluatorSuite.Web.TagHelpers;

/// <summary><c>&lt;icon name="ban" /&gt;</c>: a symbol of the sprite, for the eye only; words stand beside it.</summary>
public sealed class IconTagHelper(IFileVersionProvider versions, IHttpContextAccessor http) : TagHelper
{
    public string Name { get; set; } = "";

    public static string Svg(string href) => $"<svg class=\"icon\" aria-hidden=\"true\"><use href=\"{href}\"/></svg>";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Svg($"{versions.AddFileVersionToPath(http.HttpContext!.Request.PathBase, "/lib/tabler/icons.svg")}#{Name}"));
    }
}

/// <summary><c>&lt;state kind="ok" icon="circle-check"&gt;words&lt;/state&gt;</c>: a badge; kinds are ok, go, warn, stop, off.</summary>
public sealed class StateTagHelper(IFileVersionProvider versions, IHttpContextAccessor http) : TagHelper
{
    public string Kind { get; set; } = "off";

    public string Icon { get; set; } = "circle-dashed";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"st {Kind}");
        output.PreContent.SetHtmlContent(IconTagHelper.Svg($"{versions.AddFileVersionToPath(http.HttpContext!.Request.PathBase, "/lib/tabler/icons.svg")}#{Icon}"));
    }
}

/// <summary><c>&lt;standing of="…" /&gt;</c>: how sure a rule or number is; shown wherever either is shown.</summary>
public sealed class StandingTagHelper(TextCatalog texts) : TagHelper
{
    public Standing Of { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Of == Standing.Provisional ? "prov" : "firm");
        output.Content.SetContent(texts[$"term.standing.{Of}"]);
    }
}
