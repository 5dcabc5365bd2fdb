using System.Security.Cryptography;
using System.Text;
using CallControl.Calls;
using CallControl.ExternalPbx.Zadarma;
using CallControl.Web.Api;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace CallControl.ExternalPbx;

/// <summary><c>POST /route-call</c>: another PBX asks where a call goes. Zadarma, which knows one address only, is recognised here as well.</summary>
internal sealed class RouteCallEndpoint(
    ExternalAttribution attribution, ExternalTexts texts, RouteCallStore store, ZadarmaEndpoint zadarma, IOptions<RouteCallOptions> options, TimeProvider time,
    ILogger<RouteCallEndpoint> logger)
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
        var (caller, dialled) = (attribution.Parse(request.From), attribution.Parse(request.To));
        var (listing, reason) = await attribution.FindAsync(caller, dialled, cancellationToken);
        var destination = listing is null ? null : listing.OwnerPhone?.ToString() ?? listing.Destinations[0].Text;
        var answer = listing is null
            ? new RouteAnswer("not_found", texts.NotFound(), null)
            : new RouteAnswer("ivr_confirm", texts.Greeting(listing), new RouteTarget(destination!, texts.Whisper(listing)));

        var now = time.GetUtcNow();
        var routed = new RoutedCall(
            request.CallId is { } id ? ExternalCallId.Of(RouteCallStore.Flow, id) : CallId.New(now).Value,
            caller?.ToString() ?? (string.IsNullOrEmpty(request.From) ? null : request.From),
            dialled?.ToString() ?? request.To!,
            listing?.Id, reason, request.CallId ?? "", destination, now.UtcDateTime,
            listing is not null ? "routed" : reason == EndReason.Blocked.Word ? reason : EndReason.NotFound.Word,
            // With an id of the PBX's own nothing has to be guessed.
            request.CallId is null ? (now - options.Value.RepeatTime).UtcDateTime : null);
        if (await store.WriteAsync(routed, caller, dialled, cancellationToken))
            Log.Routed(logger, routed.Id, caller?.Masked ?? "no number", routed.Dialled, answer.Action, reason);
        return answer;
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
