using CallControl.Numbers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace CallControl.Web.Api.Numbers;

/// <summary><c>/api/v1/numbers</c>: the pool.</summary>
internal static class NumberEndpoints
{
    private const int LargestBody = 1024 * 1024;

    public static void MapNumbers(this RouteGroupBuilder api)
    {
        var numbers = api.MapGroup("/numbers").WithTags("Numbers");
        numbers.MapGet("/", ListAsync).WithSummary("Numbers of the pool with their state").Produces<Page<NumberView>>().ProducesValidationProblem();
        numbers.MapPost("/", AddAsync).WithSummary("Adds numbers in bulk; the result tells of every line")
            .Accepts<NumbersBody>("application/json", "text/plain").WithMetadata(new RequestSizeLimitAttribute(LargestBody))
            .Produces<NumbersAdded>().ProducesValidationProblem();
        numbers.MapGet("/{number}", GetAsync).WithSummary("One number").Number();
        numbers.MapPatch("/{number}", ChangeAsync).WithSummary("Changes a number's own settings").Accepts<NumberChange>("application/json").Number();
        numbers.MapDelete("/{number}", DeleteAsync).WithSummary("Takes the number out of the pool for good; refused while it has a lease")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        numbers.MapPost("/{number}/enable", (string number, NumberDesk desk) => desk.DoAsync(number, desk.EnableAsync)).WithSummary("Leased again").Number();
        numbers.MapPost("/{number}/drain", (string number, NumberDesk desk) => desk.DoAsync(number, desk.DrainAsync))
            .WithSummary("Not leased any more; the lease it has runs out").Number();
        numbers.MapPost("/{number}/disable", (string number, NumberDesk desk) => desk.DoAsync(number, desk.DisableAsync))
            .WithSummary("Not leased any more; the lease it has ends now").Number();
        numbers.MapPost("/{number}/release", (string number, NumberDesk desk) => desk.DoAsync(number, desk.ReleaseAsync))
            .WithSummary("Ends the lease it has, or the hold by hand, now").Number();

        var leases = api.MapGroup("/leases").WithTags("Leases");
        leases.MapGet("/", LeasesAsync).WithSummary("Numbers that belong to a listing now, the next to end first").Produces<Page<NumberView>>();
        leases.MapDelete("/{number}", ReleaseAsync).WithSummary("Ends a lease now")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static RouteHandlerBuilder Number(this RouteHandlerBuilder route) => route.Produces<NumberView>().ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> ListAsync(
        NumberRepository numbers, IOptions<NumbersOptions> options,
        string? after, string? state, string? limit, CancellationToken cancellationToken)
    {
        var query = new QueryFields(options.Value.Home);
        var size = query.Limit(limit);
        var last = query.Phone("after", after);
        var word = query.OneOf("state", state, "free", "leased", "held", "draining", "disabled");
        if (query.Errors.Any)
            return query.Errors.ToResult();
        var found = await numbers.PageAsync(last, word, size + 1, cancellationToken);
        return TypedResults.Ok(Page<NumberView>.Of([.. found.Select(NumberView.Of)], size, number => number.Number));
    }

    private static async Task<IResult> AddAsync(
        HttpRequest request, NumberRepository numbers, IOptions<NumbersOptions> options, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        if (await NumberLines.ReadAsync(request, errors, cancellationToken) is not { } lines)
            return errors.ToResult();
        var added = await numbers.AddAsync(NumberLines.Numbers(lines, options.Value.Home), cancellationToken);
        return TypedResults.Ok(NumberLines.Report(lines, added, options.Value.Home));
    }

    private static Task<IResult> GetAsync(string number, NumberDesk desk) => desk.DoAsync(number, _ => Task.CompletedTask);

    private static async Task<IResult> ChangeAsync(string number, HttpRequest request, NumberDesk desk, NumberRepository numbers, CancellationToken cancellationToken)
    {
        var json = await JsonFields.ReadAsync(request, cancellationToken);
        if (!json.Errors.Any && !json.Has("confirm") && !json.Has("ask_code"))
            json.Errors.Add("body", "must have confirm or ask_code");
        var confirm = json.YesNo("confirm");
        var askCode = json.YesNo("ask_code");
        if (askCode is null && json.Has("ask_code") && !json.Errors.Any)
            json.Errors.Add("ask_code", "must be true or false");
        json.RefuseOthers();
        return json.Errors.Any
            ? json.Errors.ToResult()
            : await desk.DoAsync(number, phone => numbers.ChangeAsync(phone, confirm, json.Has("confirm"), askCode, cancellationToken));
    }

    private static async Task<IResult> DeleteAsync(string number, NumberDesk desk, NumberRepository numbers, CancellationToken cancellationToken)
    {
        if (desk.Parse(number) is not { } phone || await numbers.FindAsync(phone, cancellationToken) is not { } found)
            return NumberDesk.Unknown(number);
        if (found.ListingId is not null)
        {
            return TypedResults.Problem(
                "Drain it and wait, or disable it", statusCode: StatusCodes.Status409Conflict, title: "The number has a lease",
                extensions: [new("listing_id", found.ListingId), new("assigned_until", found.AssignedUntil)]);
        }

        await numbers.DeleteAsync(phone, cancellationToken);
        return TypedResults.NoContent();
    }

    // A pool is small: leases come in one piece.
    private static async Task<IResult> LeasesAsync(NumberRepository numbers, CancellationToken cancellationToken) =>
        TypedResults.Ok(new Page<NumberView>([.. (await numbers.LeasesAsync(cancellationToken)).Select(NumberView.Of)], null));

    private static async Task<IResult> ReleaseAsync(string number, NumberDesk desk, NumberRepository numbers, CancellationToken cancellationToken) =>
        desk.Parse(number) is { } phone && await numbers.ReleaseAsync(phone, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "The number has no lease");
}
