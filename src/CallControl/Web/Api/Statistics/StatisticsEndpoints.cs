using CallControl.Numbers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace CallControl.Web.Api.Statistics;

/// <summary><c>/api/v1/statistics</c>. The time of a row is when its number was shown.</summary>
internal static class StatisticsEndpoints
{
    private const string HomeZone = "Europe/Moscow";

    public static void MapStatistics(this RouteGroupBuilder api)
    {
        var statistics = api.MapGroup("/statistics").WithTags("Statistics");
        statistics.MapGet("/numbers", NumbersAsync).WithSummary("Per number: shown, called, answered, last used").Usage();
        statistics.MapGet("/listings", ListingsAsync).WithSummary("Per listing, the most called first").Usage();
        statistics.MapGet("/days", DaysAsync).WithSummary("Per day of a time zone, the newest first").Usage();
    }

    private static void Usage(this RouteHandlerBuilder route) => route.Produces<Page<UsageRow>>().ProducesValidationProblem();

    private static async Task<IResult> NumbersAsync(
        UsageStatistics statistics, IOptions<NumbersOptions> options,
        string? from, string? to, CancellationToken cancellationToken)
    {
        var query = new QueryFields(options.Value.Home);
        var (begin, end) = (query.Time("from", from), query.Time("to", to));
        return query.Errors.Any ? query.Errors.ToResult() : Whole(await statistics.NumbersAsync(begin, end, cancellationToken));
    }

    private static async Task<IResult> ListingsAsync(
        UsageStatistics statistics, IOptions<NumbersOptions> options,
        string? from, string? to, string? limit, CancellationToken cancellationToken)
    {
        var query = new QueryFields(options.Value.Home);
        var (begin, end) = (query.Time("from", from), query.Time("to", to));
        var most = query.Limit(limit, otherwise: 100);
        return query.Errors.Any ? query.Errors.ToResult() : Whole(await statistics.ListingsAsync(begin, end, most, cancellationToken));
    }

    private static async Task<IResult> DaysAsync(
        UsageStatistics statistics, IOptions<NumbersOptions> options,
        string? from, string? to, [FromQuery(Name = "time_zone")] string? timeZone, CancellationToken cancellationToken)
    {
        var query = new QueryFields(options.Value.Home);
        var (begin, end) = (query.Time("from", from), query.Time("to", to));
        var zone = string.IsNullOrEmpty(timeZone) ? HomeZone : timeZone;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            query.Errors.Add("time_zone", "must be a name such as Europe/Moscow or UTC");
        return query.Errors.Any ? query.Errors.ToResult() : Whole(await statistics.DaysAsync(begin, end, zone, cancellationToken));
    }

    private static IResult Whole(IReadOnlyList<UsageRow> rows) => TypedResults.Ok(new Page<UsageRow>(rows, null));
}
