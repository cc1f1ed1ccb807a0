using System.Globalization;
using System.Net;
using System.Text;
using EvaluatorSuite.Application.Lists;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application.Archives;

/// <summary>Writes <c>index.html</c>, for whoever opens an archive by hand: what it is, how it is verified, and what was done, in both languages.</summary>
public sealed class ArchiveIndex(SuiteDb db, History history)
{
    private const int BlockSize = 500;

    private static readonly TextCatalog[] Both = [.. TextCatalog.Languages.Select(TextCatalog.In)];

    public async Task<byte[]> OfEngagementAsync(Guid engagementId, long before, CancellationToken cancellationToken)
    {
        var name = await db.Engagements.Where(e => e.Id == engagementId).Select(e => e.Event.Name).SingleAsync(cancellationToken);
        var page = Begin(texts => texts.Say("archive.title", ("name", name)), "archive.what", "archive.verify", "archive.head", "archive.others");
        page.Append("<table><thead><tr><th>#</th>");
        Each(page, "th", texts => texts["timeline.when"]);
        Each(page, "th", texts => texts["timeline.who"]);
        Each(page, "th", texts => texts["timeline.what"]);
        Each(page, "th", texts => texts["archive.hash"]);
        page.Append("</tr></thead><tbody>\n");
        for (var after = 0L; ;)
        {
            var entries = await db.Ledger.AsNoTracking().Where(e => e.EngagementId == engagementId && e.Sequence > after && e.Sequence < before).OrderBy(e => e.Sequence).Take(BlockSize).ToListAsync(cancellationToken);
            if (entries.Count == 0)
            {
                return End(page.Append("</tbody></table>"));
            }

            await AddAsync(page, entries, cancellationToken);
            after = entries[^1].Sequence;
        }
    }

    public static byte[] OfPeriod(DateOnly from, DateOnly to) =>
        End(Begin(texts => texts.Say("archive.period", ("from", from), ("to", to)), "archive.what-period", "archive.verify", "archive.head"));

    private async Task AddAsync(StringBuilder page, List<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        var ids = entries.Select(e => e.ActorId).Distinct().ToList();
        var names = await db.Users.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellationToken);
        var told = entries.ConvertAll(e => new HistoryEntry(e.Sequence, e.At, null, e.Action, e.Payload));
        var words = new List<LedgerWords>();
        foreach (var texts in Both)
        {
            words.Add(await history.WordsAsync(told, texts, cancellationToken));
        }

        foreach (var entry in entries)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{entry.Sequence}</td><td>{entry.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}</td>");
            if (names.TryGetValue(entry.ActorId, out var who))
            {
                page.Append("<td>").Append(WebUtility.HtmlEncode(who)).Append("</td>");
            }
            else
            {
                Each(page, "td", texts => texts["timeline.system"]);
            }

            page.Append("<td>").AppendJoin("<br>", Both.Zip(words).Select(w => $"<span lang=\"{w.First.Language}\">{WebUtility.HtmlEncode(w.Second.Say(entry.Action, entry.Payload))}</span>"));
            page.Append("</td><td><code>").Append(entry.Hash).Append("</code></td></tr>\n");
        }
    }

    private static StringBuilder Begin(Func<TextCatalog, string> title, params string[] paragraphs)
    {
        var page = new StringBuilder("<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>")
            .Append(WebUtility.HtmlEncode(title(Both[0])))
            .Append("</title><style>body{font-family:sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse}th,td{border:1px solid #999;padding:.3rem .5rem;text-align:left;vertical-align:top}code{word-break:break-all}</style></head><body>\n");
        foreach (var texts in Both)
        {
            page.Append("<section lang=\"").Append(texts.Language).Append("\"><h1>").Append(WebUtility.HtmlEncode(title(texts))).Append("</h1>");
            foreach (var key in paragraphs)
            {
                page.Append("<p>").Append(WebUtility.HtmlEncode(texts[key])).Append("</p>");
            }

            page.Append("</section>\n");
        }

        return page;
    }

    private static byte[] End(StringBuilder page) => Encoding.UTF8.GetBytes(page.Append("</body></html>\n").ToString());

    private static void Each(StringBuilder page, string cell, Func<TextCatalog, string> text) => page.Append('<').Append(cell).Append('>')
        .AppendJoin("<br>", Both.Select(t => $"<span lang=\"{t.Language}\">{WebUtility.HtmlEncode(text(t))}</span>")).Append("</").Append(cell).Append('>');
}
