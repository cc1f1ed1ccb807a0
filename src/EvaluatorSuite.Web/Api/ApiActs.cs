using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Requests;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Web.Authorization;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Api;

/// <summary>Runs an act in one transaction and, where it has a key, once: the key, what it did and what was answered are kept together.</summary>
public sealed class ApiActs(SuiteDb db, TimeProvider clock)
{
    public const string Header = "Idempotency-Key";

    /// <exception cref="ApiException">There is no key, or none that can be kept.</exception>
    public static string KeyOf(HttpRequest request)
    {
        var key = request.Headers[Header].ToString();
        return key.Length is > 0 and <= ApiRequest.MaxKey && key.All(c => c is > ' ' and <= '~') ? key
            : throw new ApiException(StatusCodes.Status400BadRequest, new Refusal(key.Length == 0 ? "api.idempotency-missing" : "api.idempotency-key", ("most", ApiRequest.MaxKey)));
    }

    /// <summary>Whether the same user has had an answer under this key before.</summary>
    public Task<bool> IsAnsweredAsync(HttpContext http, string key)
    {
        var userId = http.User.Id();
        return db.ApiRequests.AnyAsync(r => r.UserId == userId && r.Key == key, http.RequestAborted);
    }

    /// <param name="digest">Of everything that the key stands for.</param>
    public async Task<IResult> OnceAsync(HttpContext http, string key, string digest, Func<Task<Answer>> act)
    {
        var cancellationToken = http.RequestAborted;
        var userId = http.User.Id();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var request = new ApiRequest(userId, key, digest, clock.GetUtcNow());
        if (!await TryClaimAsync(request, cancellationToken))
        {
            await transaction.RollbackAsync(cancellationToken);
            var earlier = await db.ApiRequests.AsNoTracking().SingleAsync(r => r.UserId == userId && r.Key == key, cancellationToken);
            return earlier.Digest == digest ? new Replay(earlier) : throw new ApiException(StatusCodes.Status422UnprocessableEntity, new Refusal("api.idempotency-mismatch"));
        }

        var answer = await act();
        request.AnsweredWith(answer.Status, answer.Json, answer.Location, answer.Version);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return answer;
    }

    public async Task<Answer> RunAsync(Func<Task<Answer>> act, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var answer = await act();
        await transaction.CommitAsync(cancellationToken);
        return answer;
    }

    // The key is written before the act, so the same request sent twice at once waits here for the first to end.
    private async Task<bool> TryClaimAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            db.ApiRequests.Add(request);
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException failure) when (db.IsDuplicate(failure))
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    private sealed class Replay(ApiRequest earlier) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers["Idempotent-Replayed"] = "true";
            return Answer.WriteAsync(httpContext, earlier.Status, earlier.Json, earlier.Location, earlier.RowVersion);
        }
    }
}

/// <summary>Puts every act of the interface into <see cref="ApiActs"/>, and refuses parts of an address that nobody reads.</summary>
public sealed class ApiFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        RefuseUnknownQuery(http);
        if (HttpMethods.IsGet(http.Request.Method) || http.GetEndpoint()?.Metadata.GetMetadata<RunsItself>() is not null)
        {
            return await next(context);
        }

        var acts = http.RequestServices.GetRequiredService<ApiActs>();
        return HttpMethods.IsPost(http.Request.Method)
            ? await acts.OnceAsync(http, ApiActs.KeyOf(http.Request), RequestBody.DigestOf(http), ActAsync)
            : await acts.RunAsync(ActAsync, http.RequestAborted);

        async Task<Answer> ActAsync() => (Answer)(await next(context))!;
    }

    private static void RefuseUnknownQuery(HttpContext http)
    {
        var known = http.GetEndpoint()!.Metadata.GetMetadata<System.Reflection.MethodInfo>()!.GetParameters().Select(p => p.Name!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unknown = http.Request.Query.Keys.Where(k => !known.Contains(k)).Select(k => new Refusal(new Message("api.query-unknown", ("name", k.Length > 60 ? k[..60] : k)), k)).ToArray();
        if (unknown.Length > 0)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, unknown);
        }
    }
}

/// <summary>An endpoint that calls <see cref="ApiActs"/> itself, since its body is a stream.</summary>
public sealed class RunsItself;
