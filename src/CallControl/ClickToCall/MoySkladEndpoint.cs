using CallControl.Crm.MoySklad.Webhook;
using CallControl.Enterprises;
using CallControl.Numbers;
using Microsoft.Extensions.Options;

namespace CallControl.ClickToCall;

/// <summary>
/// <c>POST /ms/webhook/{uuid}</c>: somebody pressed "Call" in MoySklad. The address is the secret. MoySklad wants 200 with an empty body; what it is not
/// told, because it would try again and nobody would read it, is in the log.
/// </summary>
internal static class MoySkladEndpoint
{
    private const string Vendor = "ms";
    private const int LongestBody = 16 * 1024;

    public static void MapMoySkladClicks(this WebApplication app)
    {
        app.MapPost("/ms/webhook/{uuid}", CallAsync).WithTags("Integrations").WithSummary("MoySklad: an employee pressed Call");
        app.MapPost($"/ms/webhook/{{uuid}}/{MoySkladWebhook.OptionalSegment}", CallAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> CallAsync(
        string uuid, HttpContext http, EnterpriseDirectory enterprises, Clicks clicks, IOptions<NumbersOptions> numbers, ILogger<Clicks> logger,
        CancellationToken cancellation)
    {
        if (enterprises.FindByWebhook(Vendor, uuid) is not { } enterprise)
            return TypedResults.NotFound();
        if (await ReadAsync(http.Request, cancellation) is not { } body)
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);

        var signature = http.Request.Headers[MoySkladWebhook.SignatureHeader].ToString();
        var reading = MoySkladWebhook.Read(IntegrationSettings.Of(enterprise, Vendor), body, signature.Length == 0 ? null : signature, numbers.Value.Home);
        if (reading.SignatureFits is { } way)
            Log.Signed(logger, enterprise.Number, way);
        else if (signature.Length > 0)
            Log.NotSigned(logger, enterprise.Number);
        if (reading.Call is not { } call)
        {
            Log.NoClick(logger, enterprise.Number, reading.Problem.ToString());
            return reading.Problem switch
            {
                WebhookProblem.WrongSignature => TypedResults.Unauthorized(),
                WebhookProblem.NotJson => TypedResults.BadRequest(),
                _ => TypedResults.Ok(),
            };
        }

        await clicks.CallAsync(enterprise, call.Extension, call.Number.ToString(), Vendor, cancellation);
        return TypedResults.Ok();
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var buffer = new byte[4096];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            await body.WriteAsync(buffer.AsMemory(0, read), cancellation);
            if (body.Length > LongestBody)
                return null;
        }

        return body.ToArray();
    }
}
