using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace EvaluatorSuite.Application;

/// <summary>There is no such row, or none that may be reached by this way. The two are not told apart.</summary>
public sealed class MissingException(string what) : Exception($"No such {what}.");

internal static class DbSetExtensions
{
    public static async Task<T> OneAsync<T>(this IQueryable<T> rows, Expression<Func<T, bool>> match, CancellationToken cancellationToken) where T : class =>
        await rows.SingleOrDefaultAsync(match, cancellationToken) ?? throw new MissingException(typeof(T).Name);
}
