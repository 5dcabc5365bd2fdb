using CallControl.Enterprises;

namespace CallControl.ClickToCall;

/// <summary>
/// <c>GET|POST /api/makecallexternal?code=152&amp;phone=375296254070&amp;clientId=…</c>: the address that integrations have used for years. The secret says
/// whose employee it is. Answers: <c>{"success":true,"call_id":"…"}</c>, <c>{"success":false,"error":"…","message":"…"}</c>.
/// </summary>
internal static class MakeCallEndpoint
{
    private const string Path = "/api/makecallexternal";
    private const string LockedOutSeconds = "60";

    public static void MapMakeCall(this WebApplication app) => app.MapMethods(Path, [HttpMethods.Get, HttpMethods.Post], CallAsync)
        .WithTags("Calls").WithSummary("Rings an employee and then a client; authorised by the enterprise's clientId");

    private static async Task<IResult> CallAsync(
        HttpContext http, EnterpriseDirectory enterprises, Clicks clicks, WrongSecrets wrong, ILogger<Clicks> logger, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        var address = http.Connection.RemoteIpAddress;
        if (!wrong.IsListenedTo(address))
            return Refuse(http, StatusCodes.Status429TooManyRequests, "too_many_wrong_secrets", "Too many wrong clientIds; try again in a minute", LockedOutSeconds);
        if (await ClickFields.ReadAsync(http.Request, cancellation) is not { } fields)
            return Refuse(http, StatusCodes.Status400BadRequest, "unreadable", "The body must be a form or a JSON object");
        foreach (var needed in (string[])["clientId", "code", "phone"])
        {
            if (fields[needed] is null)
                return Refuse(http, StatusCodes.Status400BadRequest, "missing", $"{needed} is missing");
        }

        if (enterprises.FindBySecret(fields["clientId"]!) is not { } enterprise)
        {
            if (wrong.Count(address))
                Log.NotListenedTo(logger, address);
            else
                Log.UnknownSecret(logger, address);
            return Refuse(http, StatusCodes.Status401Unauthorized, "unauthorized", "The clientId is no enterprise's");
        }

        var result = await clicks.CallAsync(enterprise, fields["code"]!, fields["phone"]!, "makecallexternal", cancellation);
        return result.Refusal is { } refusal
            ? Refuse(http, refusal.ToStatus(), refusal.ToWord(), refusal.ToText(), refusal.RetryAfter())
            : TypedResults.Json(new { success = true, call_id = result.CallId, repeated = result.IsRepeated });
    }

    private static IResult Refuse(HttpContext http, int status, string error, string message, string? retryAfter = null)
    {
        http.Response.Headers.RetryAfter = retryAfter;
        return TypedResults.Json(new { success = false, error, message }, statusCode: status);
    }
}
