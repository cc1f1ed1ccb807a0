using System.Buffers.Text;
using System.Globalization;
using System.Text;
using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Engagements;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Engagements;
using EvaluatorSuite.Web.Authorization;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Api;

/// <summary>A part of a list.</summary>
/// <param name="Next">What to give as <c>cursor</c> for the part that follows; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>A row of an engagement.</summary>
/// <param name="Version">What an edit gives back in <c>If-Match</c>.</param>
public sealed record RowView<T>(Guid Id, int Version, T Facts);

/// <summary>Reads lists by keyset: the hundredth part costs what the first does.</summary>
public static class ApiList
{
    public const int Most = 200;
    public const int Usual = 50;

    public static int LimitOf(string? limit) => limit is null ? Usual
        : int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Most ? number
        : throw new ApiException(StatusCodes.Status400BadRequest, new Refusal(new Message("api.limit", ("most", Most)), "limit"));

    /// <summary>Opaque to callers, so that what it holds may change.</summary>
    public static string Cursor(long value) => Written($"{value}");

    /// <summary>Behind the row with this value and this id, where several can have the same value.</summary>
    public static string Cursor(long value, Guid id) => Written($"{value}.{id:N}");

    /// <exception cref="ApiException">It is none that was given out.</exception>
    public static long? ValueOf(string? cursor) => cursor is null ? null : Number(Read(cursor)) ?? throw Wrong();

    /// <exception cref="ApiException">It is none that was given out.</exception>
    public static (long Value, Guid Id)? PlaceOf(string? cursor)
    {
        if (cursor is null)
        {
            return null;
        }

        return Read(cursor).Split('.') is [var value, var id] && Number(value) is { } number && Guid.TryParseExact(id, "N", out var row) ? (number, row) : throw Wrong();
    }

    private static string Written(string text) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(text));

    private static string Read(string cursor) => cursor.Length < 100 && Base64Url.IsValid(cursor) ? Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)) : throw Wrong();

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static ApiException Wrong() => new(StatusCodes.Status400BadRequest, new Refusal(new Message("api.cursor"), "cursor"));

    /// <summary>Rows of an engagement in their order, for whoever may read it.</summary>
    public static async Task<Found<Page<RowView<TFacts>>>> RowsAsync<TRow, TFacts>(this SuiteDb db, Guid engagementId, string? cursor, string? limit, CancellationToken cancellationToken)
        where TRow : EngagementRow<TFacts> where TFacts : class
    {
        var most = LimitOf(limit);
        var after = ValueOf(cursor) ?? -1;
        var rows = await db.Set<TRow>().AsNoTracking().Where(r => r.EngagementId == engagementId && r.Position > after).OrderBy(r => r.Position).Take(most + 1).ToListAsync(cancellationToken);
        return new(new Page<RowView<TFacts>>([.. rows.Take(most).Select(r => r.View())], rows.Count > most ? Cursor(rows[most - 1].Position) : null));
    }

    public static RowView<TFacts> View<TFacts>(this EngagementRow<TFacts> row) where TFacts : class => new(row.Id, row.Version, row.Facts);

    /// <summary>The row that the act just added, while the engagement is still taken.</summary>
    public static async Task<Made<RowView<TFacts>>> AddedAsync<TRow, TFacts>(this SuiteDb db, Guid engagementId, string part, CancellationToken cancellationToken)
        where TRow : EngagementRow<TFacts> where TFacts : class
    {
        var row = await db.Set<TRow>().AsNoTracking().Where(r => r.EngagementId == engagementId).OrderByDescending(r => r.Position).FirstAsync(cancellationToken);
        return new(row.View(), $"{ApiRegistration.Root}/engagements/{engagementId}/{part}/{row.Id}", row.Version);
    }

    public static async Task<Found<RowView<TFacts>>> ChangedAsync<TRow, TFacts>(this SuiteDb db, Guid rowId, CancellationToken cancellationToken)
        where TRow : EngagementRow<TFacts> where TFacts : class
    {
        var row = await db.Set<TRow>().AsNoTracking().SingleAsync(r => r.Id == rowId, cancellationToken);
        return new(row.View(), row.Version);
    }

    /// <summary>One row, for whoever may read the engagement.</summary>
    public static async Task<Found<RowView<TFacts>>> RowAsync<TRow, TFacts>(this SuiteDb db, Guid engagementId, Guid rowId, CancellationToken cancellationToken)
        where TRow : EngagementRow<TFacts> where TFacts : class
    {
        var row = await db.Set<TRow>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == rowId && r.EngagementId == engagementId, cancellationToken) ?? throw new MissingException(typeof(TRow).Name);
        return new(row.View(), row.Version);
    }
}

/// <summary>
/// Lets in those whose part in the engagement of the route allows <paramref name="act"/>. Outsiders hear that there is none, insiders that
/// they may not. The use cases ask again: an endpoint that names too little opens nothing.
/// </summary>
public sealed class PartFilter(EngagementAct act) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var parts = await http.RequestServices.GetRequiredService<SuiteDb>().PartsAsync(http.User.Actor(), Guid.Parse((string)http.Request.RouteValues["engagementId"]!), http.RequestAborted);
        return parts == EngagementParts.None ? throw new MissingException(nameof(Engagement))
            : parts.May(act) ? await next(context)
            : throw new ForbiddenException(act.ToString());
    }
}

public static class ApiRoutes
{
    /// <summary>A list or a row of one engagement.</summary>
    public static RouteHandlerBuilder MapRead(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapGet(pattern, handler).AddEndpointFilter(new PartFilter(EngagementAct.Read)).Needs(TokenScopes.ReadEngagements);

    /// <summary>An act on one engagement.</summary>
    public static RouteHandlerBuilder MapAct(this IEndpointRouteBuilder routes, string method, string pattern, EngagementAct act, Delegate handler) =>
        routes.MapMethods(pattern, [method], handler).AddEndpointFilter(new PartFilter(act)).Needs(TokenScopes.WriteEngagements);

    /// <summary>A choice that a form always has, since one of its values is chosen beforehand.</summary>
    public static T Need<T>(this T? value, string field) where T : struct =>
        value ?? throw new RefusedException([new Refusal(new Message("form.missing", ("field", RefusalList.Label(field))), field)]);
}
