using System.Text;
using System.Text.Json;
using CallControl.Crm.DigitalRop;
using CallControl.Crm.DigitalRop.Results;
using CallControl.Enterprises;
using Npgsql;

namespace CallControl.DigitalRop;

/// <summary>
/// <c>POST /digitalrop/checklist/{secret}</c> and <c>/digitalrop/table/{secret}</c>: results. Whether the service tries again is not documented, so what can be kept is kept at once,
/// and 200 says that it is; 4xx is for what could never be, 5xx for what may be later.
/// </summary>
internal sealed class WebhookEndpoint(EnterpriseDirectory enterprises, ResultStore store, ILogger<WebhookEndpoint> logger)
{
    private const int LargestBody = 1024 * 1024;
    private const int LongestSecret = 200;

    // Data exceptions: a NUL or half a character in a text, which PostgreSQL can't hold.
    private const string DataException = "22";

    public static void Map(WebApplication app) => app.MapPost(
        $"/{DigitalRopVendor.Word}/{{kind:regex(^(checklist|table)$)}}/{{secret:maxlength({LongestSecret})}}",
        (string kind, string secret, HttpContext http, WebhookEndpoint endpoint) => endpoint.TakeAsync(kind, secret, http))
        .WithTags("Integrations").WithSummary("Digital ROP: the result of a checklist or of a table");

    private async Task<IResult> TakeAsync(string kind, string secret, HttpContext http)
    {
        // Before anything is read: who doesn't know an address learns nothing here.
        if (enterprises.FindByWebhook(DigitalRopVendor.Word, $"{kind}/{secret}") is not { } enterprise)
            return Refuse(http, StatusCodes.Status404NotFound, "no such address");
        if (await BodyAsync(http.Request, http.RequestAborted) is not { } text)
            return Refuse(http, StatusCodes.Status413PayloadTooLarge, "the body is too large");
        if (Parse(text) is not { } body)
            return Refuse(http, StatusCodes.Status400BadRequest, "the body is not JSON");
        var (result, problem) = Read(body);
        if (result is null)
            return Refuse(http, StatusCodes.Status400BadRequest, problem!);
        if ((kind == "table") != (result.Kind == ResultKind.Table))
            Log.OtherKind(logger, enterprise.Number, result.Kind.ToString());
        try
        {
            // Also when the service has hung up: it won't come again.
            var stored = await store.SaveAsync(enterprise.Number, result, ResultStore.FromWebhook, CancellationToken.None);
            return TypedResults.Ok(new { ok = true, is_new = stored.IsNew, call_known = stored.CallId is not null });
        }
        catch (PostgresException e) when (e.SqlState.StartsWith(DataException, StringComparison.Ordinal))
        {
            return Refuse(http, StatusCodes.Status400BadRequest, "a text or a number can't be kept");
        }
    }

    private IResult Refuse(HttpContext http, int status, string why)
    {
        AnalysisMetrics.Refused.Add(1);
        Log.Refused(logger, http.Connection.RemoteIpAddress, why);
        return TypedResults.Json(new { ok = false, error = why }, statusCode: status);
    }

    private static (AnalysisResult? Result, string? Problem) Read(JsonElement body)
    {
        try
        {
            return ResultReader.ReadWebhook(body);
        }
        catch (InvalidOperationException)
        {
            return (null, "a text has half a character in it");
        }
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns>Null when it is too long.</returns>
    private static async Task<string?> BodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            await body.WriteAsync(buffer.AsMemory(0, read), cancellation);
            if (body.Length > LargestBody)
                return null;
        }

        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }
}
