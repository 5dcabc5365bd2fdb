using System.Security.Cryptography;
using System.Text;
using CallControl.ExternalPbx.Zadarma;
using CallControl.Web.Api;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace CallControl.ExternalPbx;

/// <summary><c>POST /route-call</c>: another PBX asks where a call goes. Zadarma, which knows one address only, is recognised here as well.</summary>
internal sealed class RouteCallEndpoint(CallRouter router, ExternalTexts texts, ZadarmaEndpoint zadarma, IOptions<RouteCallOptions> options)
{
    private const string Path = "/route-call";
    private const string Header = "X-Route-Token";
    private const int LargestBody = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http) => ZadarmaEndpoint.Echo(http.Request)).ExcludeFromDescription();
        routes.MapPost(Path, (HttpContext http, RouteCallEndpoint endpoint) => endpoint.PostAsync(http))
            .WithTags("Other PBX").WithSummary("Where a call goes").Accepts<RouteRequest>("application/json", "application/x-www-form-urlencoded", "multipart/form-data")
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody))
            .Produces<RouteAnswer>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status401Unauthorized);
    }

    private async Task<IResult> PostAsync(HttpContext http)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
        if (form?.ContainsKey("event") == true)
            return await zadarma.TakeAsync(http, form);
        if (!MayAsk(http.Request))
            return Unauthorized();

        var errors = new FieldErrors();
        var request = form is null ? await RouteRequest.FromJsonAsync(http.Request, errors, http.RequestAborted) : RouteRequest.FromForm(form, errors);
        return request is null ? errors.ToResult() : TypedResults.Ok(await AnswerAsync(request, http.RequestAborted));
    }

    private async Task<RouteAnswer> AnswerAsync(RouteRequest request, CancellationToken cancellationToken)
    {
        var (listing, destination, _) = await router.RouteAsync(request, cancellationToken);
        return listing is null
            ? new RouteAnswer(CallRouter.NotFound, texts.NotFound(), null)
            : new RouteAnswer(CallRouter.IvrConfirm, texts.Greeting(listing), new RouteTarget(destination!, texts.Whisper(listing)));
    }

    private bool MayAsk(HttpRequest request)
    {
        if (options.Value.Token is not { } token)
            return options.Value.Open;
        var given = request.Headers[Header].Count > 0 ? request.Headers[Header].ToString() : request.Query["token"].ToString();
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(token)));
    }

    private IResult Unauthorized() => TypedResults.Problem(
        options.Value.Token is null
            ? $"No token is configured. Set RouteCall:Token (at least 16 characters) and send it in the header {Header} or as ?token= in the address"
            : $"Send RouteCall:Token in the header {Header} or as ?token= in the address",
        statusCode: StatusCodes.Status401Unauthorized, title: "A token is needed");
}
