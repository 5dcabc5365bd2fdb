using CallControl.Crm.Contracts;
using CallControl.Numbers;
using Microsoft.Extensions.Options;

namespace CallControl.Web.Api.BlockedCallers;

/// <summary><c>/api/v1/blocked-callers</c>: callers who are turned away unanswered.</summary>
internal static class BlockedCallerEndpoints
{
    private const int LongestReason = 500;
    private const int LongestPhone = 50;

    public static void MapBlockedCallers(this RouteGroupBuilder api)
    {
        var blocked = api.MapGroup("/blocked-callers").WithTags("Blocked callers");
        blocked.MapGet("/", ListAsync).WithSummary("Callers who are not served").Produces<Page<BlockedCaller>>().ProducesValidationProblem();
        blocked.MapPost("/", BlockAsync).WithSummary("Blocks a caller from his next call on; blocked again he gets the new reason").Accepts<BlockedCallerBody>("application/json")
            .Produces<BlockedCaller>(StatusCodes.Status201Created).Produces<BlockedCaller>().ProducesValidationProblem();
        blocked.MapDelete("/{phone}", UnblockAsync).WithSummary("Serves the caller again")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(
        BlockedCallerRepository callers, IOptions<NumbersOptions> options, string? after, string? limit, CancellationToken cancellationToken)
    {
        var query = new QueryFields(options.Value.Home);
        var size = query.Limit(limit);
        var last = query.Phone("after", after);
        if (query.Errors.Any)
            return query.Errors.ToResult();
        return TypedResults.Ok(Page<BlockedCaller>.Of(await callers.PageAsync(last, size + 1, cancellationToken), size, caller => caller.Phone));
    }

    private static async Task<IResult> BlockAsync(
        HttpRequest request, BlockedCallerRepository callers, IOptions<NumbersOptions> options, CancellationToken cancellationToken)
    {
        var json = await JsonFields.ReadAsync(request, cancellationToken);
        var text = json.Text("phone", LongestPhone, required: true);
        var reason = json.Text("reason", LongestReason);
        PhoneNumber phone = default;
        if (text is not null && !PhoneNumber.TryParse(text, out phone, options.Value.Home))
            json.Errors.Add("phone", "must be a phone number");
        json.RefuseOthers();
        if (json.Errors.Any)
            return json.Errors.ToResult();

        var (caller, isNew) = await callers.BlockAsync(phone, reason, cancellationToken);
        return isNew ? TypedResults.Created($"/api/v1/blocked-callers/{caller.Phone}", caller) : TypedResults.Ok(caller);
    }

    private static async Task<IResult> UnblockAsync(
        string phone, BlockedCallerRepository callers, IOptions<NumbersOptions> options, CancellationToken cancellationToken) =>
        PhoneNumber.TryParse(phone, out var number, options.Value.Home) && await callers.UnblockAsync(number, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "This caller is not blocked", extensions: [new("phone", phone)]);
}
