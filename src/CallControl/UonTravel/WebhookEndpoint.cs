using System.Text;
using System.Text.Json;
using CallControl.ClickToCall;
using CallControl.Crm.Contracts;
using CallControl.Crm.UonTravel;
using CallControl.Crm.UonTravel.Webhook;
using CallControl.Enterprises;
using Microsoft.AspNetCore.WebUtilities;

namespace CallControl.UonTravel;

/// <summary>
/// <c>/uon/webhook/{secret}</c>, or <c>/uon/webhook?secret=…</c>, by GET or POST: clicks on a number, clients who were made or changed. U-ON tries again after 5xx, so that
/// only what can be better later is answered so.
/// </summary>
internal sealed class WebhookEndpoint(EnterpriseDirectory enterprises, Clicks clicks, ClientChanges clients, ILogger<WebhookEndpoint> logger)
{
    private const string Path = "/uon/webhook";
    private const string SecretField = "secret";
    private const int LargestBody = 64 * 1024;

    public static void Map(WebApplication app)
    {
        app.MapMethods(Path, ["GET", "POST"], (HttpContext http, WebhookEndpoint endpoint) => endpoint.TakeAsync(http, http.Request.Query[SecretField]))
            .WithTags("Integrations").WithSummary("U-ON: somebody clicked on a number, or a client was made or changed");
        app.MapMethods(Path + "/{secret}", ["GET", "POST"], (string secret, HttpContext http, WebhookEndpoint endpoint) => endpoint.TakeAsync(http, secret))
            .ExcludeFromDescription();
    }

    private async Task<IResult> TakeAsync(HttpContext http, string? secret)
    {
        if (await ReadAsync(http.Request, http.RequestAborted) is not { } message)
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var from = http.Connection.RemoteIpAddress;
        if (Find(message) is not { } enterprise)
        {
            Log.Refused(logger, from, "no such account");
            return Forbidden();
        }

        var settings = IntegrationSettings.Of(enterprise, UonTravelVendor.Word);
        if (WebhookAccess.Check(settings, secret, from) is not WebhookRefusal.None and var refusal)
        {
            Log.Refused(logger, from, $"{refusal} for enterprise {enterprise.Number}");
            return Forbidden();
        }

        return message.Kind switch
        {
            WebhookKind.Click => await CallAsync(enterprise, settings, message, http.RequestAborted),
            WebhookKind.ClientCreated or WebhookKind.ClientChanged => await SaveAsync(enterprise, message, http.RequestAborted),
            _ => Ok(),
        };
    }

    /// <summary>By what the message names; else the only enterprise that has U-ON.</summary>
    private Enterprise? Find(WebhookMessage message)
    {
        if (message.AccountKeys.Select(key => enterprises.FindByWebhook(UonTravelVendor.Word, key)).OfType<Enterprise>().FirstOrDefault() is { } named)
            return named;
        Enterprise[] active = [.. enterprises.All.Where(enterprise => enterprise.IsEnabled(UonTravelVendor.Word)).Take(2)];
        return active is [var only] ? only : null;
    }

    private async Task<IResult> CallAsync(Enterprise enterprise, JsonElement settings, WebhookMessage message, CancellationToken cancellation)
    {
        if (WebhookAccess.ExtensionOf(settings, message.UserId) is not { } extension)
        {
            Log.NoCall(logger, enterprise.Number, message.UserId, "he is not in user_extensions");
            return Failed("unknown_user");
        }

        var result = await clicks.CallAsync(enterprise, extension, message.Phone ?? "", UonTravelVendor.Word, cancellation);
        return result.Refusal is { } refusal ? Failed(refusal.ToWord()) : Ok();
    }

    private async Task<IResult> SaveAsync(Enterprise enterprise, WebhookMessage message, CancellationToken cancellation)
    {
        try
        {
            await clients.SaveAsync(enterprise, message, cancellation);
            return Ok();
        }
        catch (CrmException e)
        {
            Log.ClientNotRead(logger, enterprise.Number, message.ClientId, e.Message);
            return e.IsTransient ? TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable) : Failed("client_not_read");
        }
    }

    private static IResult Ok() => TypedResults.Ok(new { ok = true });

    private static IResult Failed(string error) => TypedResults.Ok(new { ok = false, error });

    private static IResult Forbidden() => TypedResults.Json(new { ok = false, error = "forbidden" }, statusCode: StatusCodes.Status403Forbidden);

    /// <returns>Null when it is too long.</returns>
    private static async Task<WebhookMessage?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (await BodyAsync(request, cancellation) is not { } body)
            return null;
        var query = request.Query.Where(field => field.Key != SecretField).Select(field => KeyValuePair.Create(field.Key, field.Value.ToString()));
        // What it is says the body itself: U-ON's own Content-Type is not documented.
        if (body.TrimStart().StartsWith('{'))
        {
            try
            {
                return WebhookReader.Read(JsonElement.Parse(body), query);
            }
            catch (JsonException)
            {
                return WebhookReader.Read(query);
            }
        }

        var form = QueryHelpers.ParseQuery(body).Select(field => KeyValuePair.Create(field.Key, field.Value.ToString()));
        return WebhookReader.Read(form.Concat(query));
    }

    private static async Task<string?> BodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var buffer = new byte[4096];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            await body.WriteAsync(buffer.AsMemory(0, read), cancellation);
            if (body.Length > LargestBody)
                return null;
        }

        return Encoding.UTF8.GetString(body.ToArray());
    }
}
