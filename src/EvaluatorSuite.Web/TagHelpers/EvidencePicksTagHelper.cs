using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Evidence;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EvaluatorSuite.Web.TagHelpers;

/// <summary>
/// Pieces of evidence to point to. A few are boxes to tick; of many, only those that were chosen are, and others are named in a text
/// field that suggests them: a checklist of sixty items with a thousand boxes each would be no use to anybody.
/// </summary>
public sealed class EvidencePicksTagHelper(TextCatalog texts) : FormFieldTagHelper(texts)
{
    public const int MostBoxes = 12;
    public const int MostSuggestions = 200;

    public IReadOnlyList<EvidenceFacts> Of { get; set; } = [];

    public IEnumerable<string> Chosen { get; set; } = [];

    /// <summary>Whether <see cref="Chosen"/> already is what was typed.</summary>
    public bool Kept { get; set; }

    protected override void Write(TagHelperOutput output)
    {
        var chosen = Typed is null || Kept ? [.. Chosen] : Pages.Engagements.EvidenceKeys.Read(Typed, Of.Select(e => e.Key));
        var many = Of.Count > MostBoxes;
        var boxes = many ? Of.Where(e => chosen.Contains(e.Key)) : Of;
        output.TagName = "fieldset";
        output.Attributes.SetAttribute("id", Id);
        output.Content.AppendHtml("<legend class=\"form-label\">").Append(LabelText).AppendHtml("</legend><div class=\"choice\">");
        foreach (var item in boxes)
        {
            output.Content.AppendHtml("<label class=\"form-check\">").AppendHtml(Box(item.Key, chosen.Contains(item.Key))).AppendHtml("<span class=\"form-check-label\">").Append(item.Title)
                .AppendHtml(" <span class=\"soft small\">").Append(item.Key).AppendHtml("</span></span></label>");
        }

        output.Content.AppendHtml("</div>");
        if (many)
        {
            WriteOthers(output, chosen.Except(Of.Select(e => e.Key)));
        }

        WriteHelpAndErrors(output);
    }

    private TagBuilder Box(string key, bool ticked)
    {
        var box = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        box.AddCssClass("form-check-input");
        (box.Attributes["type"], box.Attributes["name"], box.Attributes["value"]) = ("checkbox", Name, key);
        if (ticked)
        {
            box.Attributes["checked"] = "checked";
        }

        return box;
    }

    private void WriteOthers(TagHelperOutput output, IEnumerable<string> unknown)
    {
        var (field, help) = ($"{Id}-more", $"{Id}-more-help");
        var input = Control("input");
        input.TagRenderMode = TagRenderMode.SelfClosing;
        input.AddCssClass("form-control");
        (input.Attributes["id"], input.Attributes["type"], input.Attributes["list"], input.Attributes["autocomplete"]) = (field, "text", "evidence-keys", "off");
        (input.Attributes["aria-describedby"], input.Attributes["value"]) = ($"{help} {Described}".Trim(), string.Join(", ", unknown));
        output.Content.AppendHtml($"<label class=\"form-label\" for=\"{field}\">").Append(Texts["page.evidence.more"]).AppendHtml("</label>").AppendHtml(input)
            .AppendHtml($"<p class=\"small soft\" id=\"{help}\">").Append(Texts["page.evidence.more-help"]).AppendHtml("</p>");
        if (ViewContext.HttpContext.Items.TryAdd(typeof(EvidencePicksTagHelper), true))
        {
            WriteSuggestions(output);
        }
    }

    /// <summary>Once for the page, however many fields point to it.</summary>
    private void WriteSuggestions(TagHelperOutput output)
    {
        output.Content.AppendHtml("<datalist id=\"evidence-keys\">");
        foreach (var item in Of.Reverse().Take(MostSuggestions))
        {
            var option = new TagBuilder("option");
            option.Attributes["value"] = item.Key;
            option.InnerHtml.Append(item.Title);
            output.Content.AppendHtml(option);
        }

        output.Content.AppendHtml("</datalist>");
    }
}
