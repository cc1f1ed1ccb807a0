using EvaluatorSuite.Application.Texts;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EvaluatorSuite.Web.TagHelpers;

/// <summary>
/// <c>&lt;form method="post" as="raise"&gt;</c>: names the form, so that of several on one page only the one that was sent shows what was
/// typed and what is wrong with it.
/// </summary>
[HtmlTargetElement("form", Attributes = "as")]
public sealed class NamedFormTagHelper : TagHelper
{
    public const string Field = "form";

    [HtmlAttributeName("as")]
    public string Name { get; set; } = "";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override int Order => -2000;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        // By way of the request and not of the tag: fields in a partial belong to the form around it too.
        var items = ViewContext.HttpContext.Items;
        items[typeof(NamedFormTagHelper)] = Name;
        output.Attributes.SetAttribute("id", Name);
        output.PreContent.AppendHtml("<input type=\"hidden\" name=\"form\" value=\"").Append(Name).AppendHtml("\">");
        output.Content.SetHtmlContent(await output.GetChildContentAsync());
        items.Remove(typeof(NamedFormTagHelper));
    }
}

/// <summary>A field of a form with its label, its help, what was typed and what is wrong with it.</summary>
public abstract class FormFieldTagHelper(TextCatalog texts) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public string Name { get; set; } = "";

    /// <summary>Key of the label's text; <c>label.</c> with the name in lower case unless given.</summary>
    public string? Label { get; set; }

    /// <summary>Key of a help text, or null.</summary>
    public string? Help { get; set; }

    public bool Required { get; set; }

    protected TextCatalog Texts { get; } = texts;

    protected string Id { get; private set; } = "";

    protected IReadOnlyList<string> Errors { get; private set; } = [];

    /// <summary>What was typed, when this is the form that was sent.</summary>
    protected string[]? Typed { get; private set; }

    protected string LabelText => Texts[Label ?? $"label.{Name.ToLowerInvariant()}"];

    protected string? Described => (Help is null ? "" : $"{Id}-help") + (Errors.Count == 0 ? "" : $" {Id}-error") is { Length: > 0 } ids ? ids.Trim() : null;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var form = ViewContext.HttpContext.Items[typeof(NamedFormTagHelper)] as string ?? "";
        Id = form.Length > 0 ? $"{form}-{Name}".ToLowerInvariant() : Name.ToLowerInvariant();
        var request = ViewContext.HttpContext.Request;
        if (HttpMethods.IsPost(request.Method) && request.HasFormContentType && request.Form[NamedFormTagHelper.Field].ToString() == form)
        {
            Typed = request.Form[Name].ToArray()!;
            Errors = ViewContext.ModelState.TryGetValue(Name, out var entry) ? [.. entry.Errors.Select(e => e.ErrorMessage)] : [];
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        Write(output);
    }

    protected abstract void Write(TagHelperOutput output);

    protected void WriteHelpAndErrors(TagHelperOutput output)
    {
        if (Help is not null)
        {
            output.Content.AppendHtml($"<p class=\"small soft\" id=\"{Id}-help\">").Append(Texts[Help]).AppendHtml("</p>");
        }

        if (Errors.Count > 0)
        {
            output.Content.AppendHtml($"<p class=\"field-error\" id=\"{Id}-error\">").Append(string.Join(' ', Errors)).AppendHtml("</p>");
        }
    }

    protected TagBuilder Control(string tag)
    {
        var control = new TagBuilder(tag);
        control.Attributes["id"] = Id;
        control.Attributes["name"] = Name;
        if (Required)
        {
            control.Attributes["required"] = "required";
        }

        if (Described is { } described)
        {
            control.Attributes["aria-describedby"] = described;
        }

        if (Errors.Count > 0)
        {
            control.Attributes["aria-invalid"] = "true";
            control.AddCssClass("is-invalid");
        }

        return control;
    }
}

/// <summary><c>&lt;field name="DueOn" type="date" value="…" required="true" /&gt;</c>; types as of HTML, and <c>textarea</c>.</summary>
public sealed class FieldTagHelper(TextCatalog texts) : FormFieldTagHelper(texts)
{
    public string Type { get; set; } = "text";

    public string? Value { get; set; }

    public int Max { get; set; }

    public int Rows { get; set; } = 3;

    /// <summary>Id of a list of suggestions.</summary>
    public string? List { get; set; }

    public string? Autocomplete { get; set; }

    protected override void Write(TagHelperOutput output)
    {
        output.Content.AppendHtml($"<label class=\"form-label\" for=\"{Id}\">").Append(LabelText).AppendHtml("</label>");
        var text = Typed is null ? Value : string.Join(",", Typed);
        var control = Control(Type == "textarea" ? "textarea" : "input");
        control.AddCssClass("form-control");
        if (Max > 0)
        {
            control.Attributes["maxlength"] = $"{Max}";
        }

        if (Type == "textarea")
        {
            control.Attributes["rows"] = $"{Rows}";
            control.InnerHtml.AppendHtml(TextareaTagHelper.First).Append(text ?? "");
        }
        else
        {
            control.TagRenderMode = TagRenderMode.SelfClosing;
            control.Attributes["type"] = Type == "number" ? "text" : Type;
            control.Attributes["value"] = text ?? "";
            control.Attributes["autocomplete"] = Autocomplete ?? "off";
            if (Type == "number")
            {
                control.Attributes["inputmode"] = "decimal";
            }

            if (List is not null)
            {
                control.Attributes["list"] = List;
            }
        }

        output.Content.AppendHtml(control);
        WriteHelpAndErrors(output);
    }
}

/// <summary>A choice among some: <c>kind</c> is <c>select</c>, <c>radio</c> or <c>checkbox</c>.</summary>
public sealed class ChoicesTagHelper(TextCatalog texts) : FormFieldTagHelper(texts)
{
    public string Kind { get; set; } = "select";

    /// <summary>Value and words of each.</summary>
    public IEnumerable<(string Value, string Text)> Of { get; set; } = [];

    public IEnumerable<string> Chosen { get; set; } = [];

    /// <summary>Key of the words for nothing chosen; only for a select box.</summary>
    public string? None { get; set; }

    protected override void Write(TagHelperOutput output)
    {
        var chosen = (Typed ?? Chosen).ToHashSet(StringComparer.Ordinal);
        if (Kind == "select")
        {
            WriteSelect(output, chosen);
            return;
        }

        output.TagName = "fieldset";
        output.Attributes.SetAttribute("id", Id);
        output.Content.AppendHtml("<legend class=\"form-label\">").Append(LabelText).AppendHtml("</legend><div class=\"choice\">");
        foreach (var (value, text) in Of)
        {
            var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
            input.AddCssClass("form-check-input");
            (input.Attributes["type"], input.Attributes["name"], input.Attributes["value"]) = (Kind, Name, value);
            if (chosen.Contains(value))
            {
                input.Attributes["checked"] = "checked";
            }

            output.Content.AppendHtml("<label class=\"form-check\">").AppendHtml(input).AppendHtml("<span class=\"form-check-label\">").Append(text).AppendHtml("</span></label>");
        }

        output.Content.AppendHtml("</div>");
        WriteHelpAndErrors(output);
    }

    private void WriteSelect(TagHelperOutput output, HashSet<string> chosen)
    {
        output.Content.AppendHtml($"<label class=\"form-label\" for=\"{Id}\">").Append(LabelText).AppendHtml("</label>");
        var select = Control("select");
        select.AddCssClass("form-select");
        if (None is not null)
        {
            select.InnerHtml.AppendHtml(Option("", Texts[None], chosen.Count == 0 || chosen.Contains("")));
        }

        foreach (var (value, text) in Of)
        {
            select.InnerHtml.AppendHtml(Option(value, text, chosen.Contains(value)));
        }

        output.Content.AppendHtml(select);
        WriteHelpAndErrors(output);
    }

    private static TagBuilder Option(string value, string text, bool chosen)
    {
        var option = new TagBuilder("option");
        option.Attributes["value"] = value;
        if (chosen)
        {
            option.Attributes["selected"] = "selected";
        }

        option.InnerHtml.Append(text);
        return option;
    }
}
