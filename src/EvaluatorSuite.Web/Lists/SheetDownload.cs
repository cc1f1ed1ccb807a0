using EvaluatorSuite.Application;
using EvaluatorSuite.Application.Spreadsheets;
using EvaluatorSuite.Web.Filters;
using Microsoft.AspNetCore.Mvc;

namespace EvaluatorSuite.Web.Lists;

/// <summary>A list of a page as a sheet.</summary>
/// <param name="Rows">Read while they are written.</param>
public sealed record ListSheet(string Title, IReadOnlyList<SheetColumn> Columns, IAsyncEnumerable<IReadOnlyList<object?>> Rows)
{
    public static ListSheet Of<T>(string title, IReadOnlyList<SheetColumn> columns, IEnumerable<T> rows, Func<T, IReadOnlyList<object?>> cells) => new(title, columns, SheetDownload.Each(rows, cells));

    public static ListSheet Of<T>(string title, IReadOnlyList<SheetColumn> columns, IAsyncEnumerable<T> rows, Func<T, IReadOnlyList<object?>> cells) => new(title, columns, SheetDownload.Each(rows, cells));
}

/// <summary>Answers <c>?export=xlsx</c> of a list with a workbook of it.</summary>
public static class SheetDownload
{
    public const string Asked = "xlsx";

    public static async Task<IActionResult> SheetAsync(
        this SuitePage page, string title, IReadOnlyList<SheetColumn> columns, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken cancellationToken)
    {
        // Whole before the first byte is sent: a list that fails half way is an error page and not half a workbook.
        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"suite-{Guid.CreateVersion7():n}.xlsx"), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
        try
        {
            var sheet = new Sheet(title, columns, page.T.Language, page.T.Say("list.cut", ("most", Sheet.MaxRows)));
            await page.HttpContext.RequestServices.GetRequiredService<ISpreadsheetWriter>().WriteAsync(file, sheet, rows, cancellationToken);
            file.Position = 0;
            var day = ChinaDay.Today(page.HttpContext.RequestServices.GetRequiredService<TimeProvider>());
            return page.File(file, Sheet.ContentType, $"{title} {day:yyyy-MM-dd}.xlsx");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public static async IAsyncEnumerable<IReadOnlyList<object?>> Each<T>(IEnumerable<T> rows, Func<T, IReadOnlyList<object?>> cells)
    {
        foreach (var row in rows)
        {
            yield return cells(row);
        }

        await Task.CompletedTask;
    }

    public static async IAsyncEnumerable<IReadOnlyList<object?>> Each<T>(IAsyncEnumerable<T> rows, Func<T, IReadOnlyList<object?>> cells)
    {
        await foreach (var row in rows)
        {
            yield return cells(row);
        }
    }
}
