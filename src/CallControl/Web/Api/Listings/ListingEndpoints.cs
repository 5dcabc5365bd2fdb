using System.Globalization;
using CallControl.Numbers;
using Microsoft.Extensions.Options;

namespace CallControl.Web.Api.Listings;

/// <summary><c>/api/v1/listings</c>.</summary>
internal static class ListingEndpoints
{
    public static void MapListings(this RouteGroupBuilder api)
    {
        var listings = api.MapGroup("/listings").WithTags("Listings");
        listings.MapGet("/", ListAsync).WithSummary("Listings by id").Produces<Page<ListingView>>().ProducesValidationProblem();
        listings.MapPost("/", AddAsync).WithSummary("Adds a listing").Accepts<ListingBody>("application/json")
            .Produces<ListingView>(StatusCodes.Status201Created).ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);
        listings.MapGet("/{id:long:min(1)}", GetAsync).WithSummary("One listing").Produces<ListingView>().ProducesProblem(StatusCodes.Status404NotFound);
        listings.MapPut("/{id:long:min(1)}", SaveAsync).WithSummary("Adds the listing, or replaces it as a whole").Accepts<ListingBody>("application/json")
            .Produces<ListingView>().Produces<ListingView>(StatusCodes.Status201Created).ProducesValidationProblem();
        listings.MapDelete("/{id:long:min(1)}", DeleteAsync).WithSummary("Deletes the listing and frees its number")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(
        ListingRepository listings, IOptions<NumbersOptions> options,
        string? after, string? search, string? limit, CancellationToken cancellationToken)
    {
        var query = new QueryFields(options.Value.Home);
        var size = query.Limit(limit);
        var last = query.WholeNumber("after", after, 0);
        var part = query.Text("search", search);
        if (query.Errors.Any)
            return query.Errors.ToResult();
        var found = await listings.PageAsync(last, part, size + 1, cancellationToken);
        return TypedResults.Ok(Page<ListingView>.Of([.. found.Select(ListingView.Of)], size, listing => listing.Id.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<IResult> GetAsync(long id, ListingRepository listings, CancellationToken cancellationToken) =>
        await listings.GetAsync(id, cancellationToken) is { } listing ? TypedResults.Ok(ListingView.Of(listing)) : Unknown(id);

    private static async Task<IResult> AddAsync(
        HttpRequest request, ListingRepository listings, IOptions<NumbersOptions> options, IEnumerable<IListingNeeded> listeners, CancellationToken cancellationToken)
    {
        var json = await JsonFields.ReadAsync(request, cancellationToken);
        if (ListingReader.Read(json, null, options.Value.Home) is not { } listing)
            return json.Errors.ToResult();
        if (await listings.AddAsync(listing, cancellationToken) is not { } id)
            return TypedResults.Problem($"There is a listing {listing.Id} already; PUT replaces it", statusCode: StatusCodes.Status409Conflict, title: "The id is taken");
        return Created(listing with { Id = id }, listeners);
    }

    private static async Task<IResult> SaveAsync(
        long id, HttpRequest request, ListingRepository listings, IOptions<NumbersOptions> options, IEnumerable<IListingNeeded> listeners,
        CancellationToken cancellationToken)
    {
        var json = await JsonFields.ReadAsync(request, cancellationToken);
        if (ListingReader.Read(json, id, options.Value.Home) is not { } listing)
            return json.Errors.ToResult();
        if (await listings.SaveAsync(listing, cancellationToken))
            return Created(listing, listeners);
        Tell(listing, listeners);
        return TypedResults.Ok(ListingView.Of(listing));
    }

    private static async Task<IResult> DeleteAsync(long id, ListingRepository listings, CancellationToken cancellationToken) =>
        await listings.DeleteAsync(id, cancellationToken) ? TypedResults.NoContent() : Unknown(id);

    private static IResult Created(Listing listing, IEnumerable<IListingNeeded> listeners)
    {
        Tell(listing, listeners);
        return TypedResults.Created($"/api/v1/listings/{listing.Id.ToString(CultureInfo.InvariantCulture)}", ListingView.Of(listing));
    }

    // Its prompts are made now, not when a visitor has clicked already.
    private static void Tell(Listing listing, IEnumerable<IListingNeeded> listeners)
    {
        foreach (var listener in listeners)
            listener.OnNeeded(listing);
    }

    private static IResult Unknown(long id) =>
        TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such listing", extensions: [new("listing_id", id)]);
}
