using System.Text.Json;
using CallControl.Delivery.Recovery;
using CallControl.Enterprises;
using CallControl.Numbers;
using CallControl.Web.Api;
using Microsoft.Extensions.Options;

namespace CallControl.Web.Integrations;

/// <summary><c>POST /internal/recovery</c>: calls that ended while this program was away, one or a list.</summary>
internal static class RecoveryEndpoint
{
    private const int MostCalls = 1000;

    public static void MapRecovery(this WebApplication app) => app.MapPost("/internal/recovery", TellAsync)
        .RequireAuthorization(LocalOrKey.Policy).WithTags("Integrations").WithSummary("Hands over calls that ended unseen: CRMs get their records and recordings, without pop-ups");

    private static async Task<IResult> TellAsync(
        HttpRequest request, EnterpriseDirectory directory, RecoveredCalls recovered, IOptions<NumbersOptions> numbers, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        List<HangUp> calls = [];
        using var json = await ReadAsync(request, cancellation);
        JsonElement[] bodies = json?.RootElement.ValueKind switch
        {
            JsonValueKind.Object => [json.RootElement],
            JsonValueKind.Array => [.. json.RootElement.EnumerateArray()],
            _ => [],
        };
        if (bodies.Length is 0 or > MostCalls || bodies.Any(body => body.ValueKind != JsonValueKind.Object))
        {
            errors.Add("body", $"must be a JSON object, or a list of 1 to {MostCalls} of them");
            return errors.ToResult();
        }

        for (var index = 0; index < bodies.Length; index++)
        {
            var prefix = json!.RootElement.ValueKind == JsonValueKind.Array ? $"[{index}]." : "";
            if (HangUpReader.Read(bodies[index], directory, numbers.Value.Home, errors, prefix) is { } call)
                calls.Add(call);
        }

        if (errors.Any)
            return errors.ToResult();
        return TypedResults.Accepted((string?)null, new { call_ids = await recovered.TellAsync(calls, cancellation) });
    }

    private static async Task<JsonDocument?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return await JsonDocument.ParseAsync(request.Body, default, cancellation);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
