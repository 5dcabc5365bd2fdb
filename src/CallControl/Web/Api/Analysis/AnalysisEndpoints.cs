using System.Globalization;
using CallControl.Numbers;
using CallControl.Web.Api.Calls;
using Microsoft.Extensions.Options;

namespace CallControl.Web.Api.Analysis;

/// <summary><c>/api/v1/call-analysis</c>: what the call analytics found, over all calls.</summary>
internal static class AnalysisEndpoints
{
    public static void MapAnalysis(this RouteGroupBuilder api) => api.MapGroup("/call-analysis").WithTags("Calls").MapGet("/", ListAsync)
        .WithSummary("Results of the call analytics: the newest, the worst or the best first; known=false: those whose call nobody knows")
        .Produces<Page<AnalysisResultView>>().ProducesValidationProblem();

    private static async Task<IResult> ListAsync(
        AnalysisSearch search, IOptions<NumbersOptions> options, string? enterprise, string? kind, string? subject, string? manager_id, string? known, string? from, string? to,
        string? sort, string? after, string? limit, CancellationToken cancellationToken)
    {
        var query = new QueryFields(options.Value.Home);
        var size = query.Limit(limit);
        var filter = new AnalysisFilter
        {
            Enterprise = query.Text("enterprise", enterprise),
            Kind = query.OneOf("kind", kind, "checklist", "table"),
            Subject = query.Text("subject", subject, 300),
            ManagerId = query.Text("manager_id", manager_id),
            Known = query.OneOf("known", known, "true", "false") is { } word ? word == "true" : null,
            From = query.Time("from", from),
            To = query.Time("to", to),
            Sort = query.OneOf("sort", sort, "newest", "worst", "best") ?? "newest",
            After = query.WholeNumber("after", after, 0),
        };
        if (query.Errors.Any)
            return query.Errors.ToResult();
        return TypedResults.Ok(Page<AnalysisResultView>.Of(
            await search.PageAsync(filter, size + 1, cancellationToken), size, result => result.Id.ToString(CultureInfo.InvariantCulture)));
    }
}
