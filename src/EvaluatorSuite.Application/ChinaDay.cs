namespace EvaluatorSuite.Application;

/// <summary>The day in Beijing, by which everything is due.</summary>
public static class ChinaDay
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static DateOnly Today(TimeProvider clock) => Of(clock.GetUtcNow());

    public static DateOnly Of(DateTimeOffset at) => DateOnly.FromDateTime(TimeOf(at));

    /// <summary>What a clock in Beijing shows.</summary>
    public static DateTime TimeOf(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).DateTime;

    /// <summary>So many working days later. Saturdays and Sundays are none; the calendar of public holidays is not known here yet.</summary>
    public static DateOnly AfterWorkingDays(DateOnly day, int count)
    {
        for (var left = count; left > 0;)
        {
            day = day.AddDays(1);
            left -= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }

        return day;
    }

    /// <summary>When this day begins.</summary>
    public static DateTimeOffset Begin(DateOnly day) => new(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), Zone), TimeSpan.Zero);
}
