using CallControl.Numbers;
using CallControl.Recordings;
using Microsoft.Extensions.Options;

namespace CallControl.Web.Api.Calls;

/// <summary><c>/api/v1/calls</c>.</summary>
internal static class CallEndpoints
{
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(1);

    public static void MapCalls(this RouteGroupBuilder api)
    {
        var calls = api.MapGroup("/calls").WithTags("Calls");
        calls.MapGet("/", ListAsync).WithSummary("Calls, the newest first").Produces<Page<CallView>>().ProducesValidationProblem();
        calls.MapGet("/export.csv", Export).WithSummary("The same calls as a CSV file").Produces<string>(contentType: "text/csv").ProducesValidationProblem();
        calls.MapGet("/{id:guid}", GetAsync).WithSummary("One call with its events and recording")
            .Produces<CallDetails>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(
        [AsParameters] CallQuery query, CallSearch search, IOptions<NumbersOptions> options,
        string? after, string? limit, CancellationToken cancellationToken)
    {
        var fields = new QueryFields(options.Value.Home);
        var filter = query.Read(fields) with { After = fields.Id("after", after) };
        var size = fields.Limit(limit);
        if (fields.Errors.Any)
            return fields.Errors.ToResult();
        return TypedResults.Ok(Page<CallView>.Of(await search.PageAsync(filter, size + 1, cancellationToken), size, call => call.Id.ToString()));
    }

    /// <param name="query">Which calls.</param>
    /// <param name="search">Finds them.</param>
    /// <param name="options">The home country.</param>
    /// <param name="separator">semicolon (for Excel in Russian; when it is missing) or comma.</param>
    private static IResult Export(
        [AsParameters] CallQuery query, CallSearch search, IOptions<NumbersOptions> options, string? separator)
    {
        var fields = new QueryFields(options.Value.Home);
        var filter = query.Read(fields);
        var sign = fields.OneOf("separator", separator, "semicolon", "comma") == "comma" ? ',' : ';';
        if (fields.Errors.Any)
            return fields.Errors.ToResult();
        return new CallCsvResult(search, filter, sign);
    }

    private static async Task<IResult> GetAsync(Guid id, CallSearch search, RecordingLinks links, CancellationToken cancellationToken)
    {
        if (await search.FindAsync(id, cancellationToken) is not { } call)
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such call");
        return TypedResults.Ok(call.Recording is { } recording ? call with { Recording = recording with { Url = links.Create(id, LinkLifetime) } } : call);
    }
}
