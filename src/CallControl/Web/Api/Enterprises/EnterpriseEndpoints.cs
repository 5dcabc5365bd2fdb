using System.Globalization;
using System.Text.Json.Nodes;
using CallControl.Enterprises;
using CallControl.Numbers;
using Microsoft.Extensions.Options;

namespace CallControl.Web.Api.Enterprises;

/// <summary><c>/api/v1/enterprises</c>.</summary>
internal static class EnterpriseEndpoints
{
    public static void MapEnterprises(this RouteGroupBuilder api)
    {
        var enterprises = api.MapGroup("/enterprises").WithTags("Enterprises");
        enterprises.MapGet("/", List).WithSummary("Enterprises by number; secrets are masked").Produces<Page<EnterpriseBody>>().ProducesValidationProblem();
        enterprises.MapPost("/", AddAsync).WithSummary("Adds an enterprise").Accepts<EnterpriseBody>("application/json")
            .Produces<EnterpriseBody>(StatusCodes.Status201Created).ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);
        enterprises.MapGet("/{number}", Get).WithSummary("One enterprise; secrets are masked").Produces<EnterpriseBody>().ProducesProblem(StatusCodes.Status404NotFound);
        enterprises.MapPut("/{number}", SaveAsync)
            .WithSummary("Adds the enterprise, or changes it: what is left out stays, and so does a secret that is sent back masked").Accepts<EnterpriseBody>("application/json")
            .Produces<EnterpriseBody>().Produces<EnterpriseBody>(StatusCodes.Status201Created).ProducesValidationProblem();
        enterprises.MapDelete("/{number}", DeleteAsync).WithSummary("Deletes the enterprise; its calls and customers stay")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
        enterprises.MapGet("/{number}/changes", ChangesAsync).WithSummary("Who changed what and when, the newest first; secrets are masked")
            .Produces<Page<EnterpriseChange>>().ProducesValidationProblem();
    }

    private static IResult List(EnterpriseDirectory directory, Secrets secrets, IOptions<NumbersOptions> options, string? after, string? limit)
    {
        var query = new QueryFields(options.Value.Home);
        var size = query.Limit(limit);
        if (query.Errors.Any)
            return query.Errors.ToResult();
        var found = directory.All.OrderBy(enterprise => enterprise.Number, StringComparer.Ordinal)
            .Where(enterprise => string.CompareOrdinal(enterprise.Number, after) > 0).Take(size + 1);
        return TypedResults.Ok(Page<JsonObject>.Of([.. found.Select(enterprise => MaskedEnterprise.Of(enterprise, secrets))], size, enterprise => (string)enterprise["number"]!));
    }

    private static IResult Get(string number, EnterpriseDirectory directory, Secrets secrets) =>
        directory.Find(number) is { } enterprise ? TypedResults.Ok(MaskedEnterprise.Of(enterprise, secrets)) : Unknown(number);

    private static async Task<IResult> AddAsync(HttpContext http, EnterpriseDesk desk, Secrets secrets, CancellationToken cancellationToken)
    {
        var json = await JsonFields.ReadAsync(http.Request, cancellationToken);
        if (json.Text("number", 32, required: true) is not { } number)
        {
            EnterpriseReader.Read(json, "0", Crm.Contracts.PhoneCountry.Russia); // names the other wrong fields too
            return json.Errors.ToResult();
        }

        return await desk.SaveAsync(number, json, WhoOf(http), mayExist: false, cancellationToken) switch
        {
            null => json.Errors.ToResult(),
            { IsNew: false } => TypedResults.Problem($"There is an enterprise {number} already; PUT changes it", statusCode: StatusCodes.Status409Conflict, title: "The number is taken"),
            { } added => Created(added.Enterprise, secrets),
        };
    }

    private static async Task<IResult> SaveAsync(string number, HttpContext http, EnterpriseDesk desk, Secrets secrets, CancellationToken cancellationToken)
    {
        var json = await JsonFields.ReadAsync(http.Request, cancellationToken);
        return await desk.SaveAsync(number, json, WhoOf(http), mayExist: true, cancellationToken) switch
        {
            null => json.Errors.ToResult(),
            { IsNew: true } added => Created(added.Enterprise, secrets),
            { } changed => TypedResults.Ok(MaskedEnterprise.Of(changed.Enterprise, secrets)),
        };
    }

    private static async Task<IResult> DeleteAsync(string number, HttpContext http, EnterpriseDesk desk, CancellationToken cancellationToken) =>
        await desk.DeleteAsync(number, WhoOf(http), cancellationToken) ? TypedResults.NoContent() : Unknown(number);

    private static async Task<IResult> ChangesAsync(
        string number, EnterpriseRepository enterprises, IOptions<NumbersOptions> options, string? after, string? limit, CancellationToken cancellationToken)
    {
        var query = new QueryFields(options.Value.Home);
        var size = query.Limit(limit);
        var last = query.WholeNumber("after", after, 0);
        if (query.Errors.Any)
            return query.Errors.ToResult();
        var changes = await enterprises.ChangesAsync(number, last, size + 1, cancellationToken);
        return TypedResults.Ok(Page<EnterpriseChange>.Of(changes, size, change => change.Id.ToString(CultureInfo.InvariantCulture)));
    }

    public static string WhoOf(HttpContext http) => http.User.Identity?.Name ?? $"local {http.Connection.RemoteIpAddress}";

    public static IResult Unknown(string number) =>
        TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such enterprise", extensions: [new("enterprise", number)]);

    private static IResult Created(Enterprise enterprise, Secrets secrets) =>
        TypedResults.Created($"/api/v1/enterprises/{enterprise.Number}", MaskedEnterprise.Of(enterprise, secrets));
}
