using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Identity;
using EvaluatorSuite.Application.Requests;
using EvaluatorSuite.Domain;
using EvaluatorSuite.Domain.Reading;
using EvaluatorSuite.Web.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Web.Filters;

/// <summary>Runs every post in one transaction and once: it redirects, or it has changed nothing.</summary>
public sealed class PostFilter(SuiteDb db, TimeProvider clock, IUrlHelperFactory urls) : IAsyncPageFilter
{
    public const string FormKey = "__once";

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var outside = context.ActionDescriptor.ModelTypeInfo?.IsDefined(typeof(OutsideTransactionAttribute), inherit: true) == true;
        if (outside || !HttpMethods.IsPost(context.HttpContext.Request.Method))
        {
            await next();
            return;
        }

        if (!Guid.TryParse(context.HttpContext.Request.Form[FormKey], out var requestId))
        {
            context.Result = new BadRequestResult();
            return;
        }

        if (await IsPreparedAsync(context))
        {
            await RunAsync(context, next, requestId);
        }
    }

    private async Task RunAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next, Guid requestId)
    {
        var user = context.HttpContext.User;
        var userId = user.Identity?.IsAuthenticated == true ? user.Id() : Guid.Empty;
        await using var transaction = await db.Database.BeginTransactionAsync();
        var request = new HandledRequest(requestId, userId, clock.GetUtcNow());

        if (!await TryClaimAsync(request))
        {
            await transaction.RollbackAsync();
            var handled = await db.HandledRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == requestId && r.UserId == userId);
            context.Result = handled is null ? new BadRequestResult() : new LocalRedirectResult(handled.Location!);
            return;
        }

        var executed = await next();
        if (executed.Exception is null && LocationOf(context, executed.Result) is { } location)
        {
            request.AnsweredWith(location);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return;
        }

        await transaction.RollbackAsync();
        db.ChangeTracker.Clear();
        await RedrawIfRefusedAsync(context, executed);
    }

    // Slow work on files happens before the transaction: on SQLite it would keep every other writer waiting.
    private static async Task<bool> IsPreparedAsync(PageHandlerExecutingContext context)
    {
        if (context.HandlerInstance is not IPreparesPost page)
        {
            return true;
        }

        try
        {
            await page.PrepareAsync(context.HttpContext.RequestAborted);
            return true;
        }
        catch (UnreadableException unreadable)
        {
            page.Refuse(unreadable);
            context.Result = new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
            return false;
        }
    }

    private string? LocationOf(PageHandlerExecutingContext context, IActionResult? result) => result switch
    {
        RedirectToPageResult page => urls.GetUrlHelper(context).Page(page.PageName, page.PageHandler, page.RouteValues),
        LocalRedirectResult local => local.Url,
        _ => null,
    };

    // The key is written before the act, so the same form sent twice at once waits here for the first to end.
    private async Task<bool> TryClaimAsync(HandledRequest request)
    {
        try
        {
            db.HandledRequests.Add(request);
            await db.SaveChangesAsync();
            return true;
        }
        catch (DbUpdateException failure) when (db.IsDuplicate(failure))
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    private async Task RedrawIfRefusedAsync(PageHandlerExecutingContext context, PageHandlerExecutedContext executed)
    {
        if (executed.Exception is MissingException)
        {
            executed.ExceptionHandled = true;
            executed.Result = new NotFoundResult();
            return;
        }

        if (executed.Exception is ForbiddenException)
        {
            executed.ExceptionHandled = true;
            executed.Result = new ForbidResult();
            return;
        }

        if (executed.Exception is UnreadableException unreadable && context.HandlerInstance is IPreparesPost prepared)
        {
            prepared.Refuse(unreadable);
            executed.ExceptionHandled = true;
            executed.Result = new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
            return;
        }

        (int Status, IReadOnlyList<Refusal> Refusals)? answer = executed.Exception switch
        {
            RefusedException refused => (StatusCodes.Status422UnprocessableEntity, refused.Refusals),
            DbUpdateConcurrencyException => (StatusCodes.Status409Conflict, [new Refusal("page.stale")]),
            DbUpdateException failure when db.IsDuplicate(failure) => (StatusCodes.Status409Conflict, [new Refusal("page.stale")]),
            _ => null,
        };

        if (answer is { } refusal && context.HandlerInstance is SuitePage page)
        {
            executed.ExceptionHandled = true;
            if (!await page.LoadAsync(context.HttpContext.RequestAborted))
            {
                // What the form was about has gone since.
                executed.Result = new NotFoundResult();
                return;
            }

            foreach (var reason in refusal.Refusals)
            {
                page.ModelState.AddModelError(reason.Field ?? "", page.T.Say(reason.Reason));
            }

            executed.Result = new PageResult { StatusCode = refusal.Status };
        }
    }
}

/// <summary>
/// Signing in and out: they change no case, may be repeated, and a failed attempt must be counted although the post is refused,
/// which a transaction that is rolled back would undo. And moving engagements, each in a transaction of its own.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OutsideTransactionAttribute : Attribute;

/// <summary>A page with work to do before the transaction of its post begins.</summary>
public interface IPreparesPost
{
    /// <exception cref="UnreadableException">What was given cannot be read; the page is drawn again with the faults.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);

    void Refuse(UnreadableException unreadable) => throw unreadable;
}
