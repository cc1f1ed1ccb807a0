using System.Text.Json;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Requests;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Resuming;

/// <summary>A post as it came: where to, and what was in it.</summary>
public sealed record TypedForm(string Path, IReadOnlyList<TypedField> Fields);

public sealed record TypedField(string Name, string Value);

/// <summary>
/// Keeps the form in a row from the moment of the redirect, not in the sign-in page or a cookie: a cookie holds four thousand bytes, an
/// answer to a finding is longer in Chinese, and a row outlives a second factor or a detour to the authority without any of their pages
/// knowing of it. Until somebody signs in, the row is bound to the browser by a cookie, and to the user of the ended session if known.
/// </summary>
public sealed class KeptForms(SuiteDb db, IDataProtectionProvider protection, TimeProvider clock)
{
    public const string Cookie = "suite.kept";

    /// <summary>Rows that wait for somebody; a flood of posts from nobody fills no disk.</summary>
    private const int MostWaiting = 2000;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private readonly IDataProtector _content = protection.CreateProtector("kept-form");
    private readonly IDataProtector _browser = protection.CreateProtector("kept-form.browser");

    public static string PathOf(Guid id) => $"/resume/{id}";

    /// <param name="userId">Whose session it was, if that can be told.</param>
    /// <returns>Null when too many wait already.</returns>
    public async Task<Guid?> KeepAsync(HttpContext http, TypedForm form, Guid? userId, CancellationToken cancellationToken)
    {
        await SweepAsync(cancellationToken);
        if (await db.KeptForms.CountAsync(f => f.UserId == null, cancellationToken) >= MostWaiting)
        {
            return null;
        }

        var kept = new KeptForm { Id = Guid.CreateVersion7(), At = clock.GetUtcNow(), UserId = userId, Content = _content.Protect(JsonSerializer.SerializeToUtf8Bytes(form)) };
        db.KeptForms.Add(kept);
        await db.SaveChangesAsync(cancellationToken);

        // Under the page's own address, so that several forms of several tabs do not push each other out.
        http.Response.Cookies.Append(Cookie, _browser.Protect(kept.Id.ToString()), new CookieOptions
        {
            Path = PathOf(kept.Id),
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            MaxAge = Kept,
        });
        return kept.Id;
    }

    /// <returns>Null when there is none, it is another user's, or its day is over.</returns>
    public async Task<TypedForm?> FindAsync(Guid id, Guid userId, string? cookie, CancellationToken cancellationToken)
    {
        var after = clock.GetUtcNow() - Kept;
        if (IsOfBrowser(id, cookie))
        {
            await db.KeptForms.Where(f => f.Id == id && f.UserId == null && f.At > after).ExecuteUpdateAsync(f => f.SetProperty(x => x.UserId, userId), cancellationToken);
        }

        var content = await db.KeptForms.Where(f => f.Id == id && f.UserId == userId && f.At > after).Select(f => f.Content).SingleOrDefaultAsync(cancellationToken);
        return content is null ? null : JsonSerializer.Deserialize<TypedForm>(_content.Unprotect(content));
    }

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - Kept;
        await db.KeptForms.Where(f => f.At <= before).ExecuteDeleteAsync(cancellationToken);
    }

    private bool IsOfBrowser(Guid id, string? cookie)
    {
        try
        {
            return cookie is not null && _browser.Unprotect(cookie) == id.ToString();
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }
}
