using System.Globalization;
using CallControl.Delivery.Outbox;
using CallControl.Numbers;
using Microsoft.Extensions.Options;

namespace CallControl.Web.Api.Outbox;

/// <summary><c>/api/v1/outbox</c>: what CRMs are to be told.</summary>
internal static class OutboxEndpoints
{
    public static void MapOutbox(this RouteGroupBuilder api)
    {
        var outbox = api.MapGroup("/outbox").WithTags("Outbox");
        outbox.MapGet("/", ListAsync).WithSummary("Events for CRMs, the newest first; state=dead: those that were set aside").Produces<Page<OutboxView>>().ProducesValidationProblem();
        outbox.MapGet("/counts", CountAsync).WithSummary("How many wait and how many were set aside, by account").Produces<IReadOnlyList<OutboxCount>>();
        outbox.MapPost("/{id:long:min(1)}/replay", ReplayOneAsync).WithSummary("Tells an event that was set aside again")
            .Produces(StatusCodes.Status200OK).ProducesProblem(StatusCodes.Status404NotFound);
        outbox.MapPost("/replay", ReplayAsync).WithSummary("Tells all that were set aside again, of one enterprise and integration or of all").Produces(StatusCodes.Status200OK);
    }

    private static async Task<IResult> ListAsync(
        OutboxDesk desk, IOptions<NumbersOptions> options, string? state, string? enterprise, string? integration, string? call_id, string? after, string? limit,
        CancellationToken cancellationToken)
    {
        var query = new QueryFields(options.Value.Home);
        var size = query.Limit(limit);
        var last = query.WholeNumber("after", after, 0);
        var word = query.OneOf("state", state, "waiting", "delivered", "expired", "dead");
        var call = query.Id("call_id", call_id);
        if (query.Errors.Any)
            return query.Errors.ToResult();
        var found = await desk.PageAsync(last, word, Given(enterprise), Given(integration), call, size + 1, cancellationToken);
        return TypedResults.Ok(Page<OutboxView>.Of(found, size, view => view.Id.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<IResult> CountAsync(OutboxDesk desk, CancellationToken cancellationToken) => TypedResults.Ok(await desk.CountAsync(cancellationToken));

    private static async Task<IResult> ReplayOneAsync(long id, OutboxDesk desk, CancellationToken cancellationToken) =>
        await desk.ReplayAsync(id, null, null, cancellationToken) is 1
            ? TypedResults.Ok(new { replayed = 1 })
            : TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such event that was set aside", extensions: [new("id", id)]);

    private static async Task<IResult> ReplayAsync(OutboxDesk desk, string? enterprise, string? integration, CancellationToken cancellationToken) =>
        TypedResults.Ok(new { replayed = await desk.ReplayAsync(null, Given(enterprise), Given(integration), cancellationToken) });

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
