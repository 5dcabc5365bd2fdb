using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CallControl.Asterisk.Ari.Requests;

/// <summary>Turns raw answers into outcomes and values: the one place that says which status means what.</summary>
internal static class AriTransportExtensions
{
    /// <summary>Sends a command whose answer's body nobody reads.</summary>
    public static async Task<AriOutcome> CommandAsync(this IAriTransport transport, AriRequest request, CancellationToken cancellationToken)
    {
        var response = await transport.SendAsync(request, cancellationToken);
        return response.Status switch
        {
            >= 200 and < 300 => AriOutcome.Done,
            404 or 409 or 412 or 422 => AriOutcome.Gone,
            var status when status == request.AlsoMeansGone => AriOutcome.Gone,
            _ => throw Refused(request, response),
        };
    }

    /// <summary>Asks for something; null when it does not exist.</summary>
    public static async Task<T?> QueryAsync<T>(
        this IAriTransport transport, AriRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var response = await transport.SendAsync(request, cancellationToken);
        return response.Status switch
        {
            >= 200 and < 300 => Read(request, response, type),
            404 => null,
            _ => throw Refused(request, response),
        };
    }

    private static T Read<T>(AriRequest request, AriResponse response, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(response.Body.Span, type) ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException e)
        {
            throw new AriTransportException($"The answer to {request} cannot be read: {e.Message}", e);
        }
    }

    private static AriRefusedException Refused(AriRequest request, AriResponse response)
        => new(request, response.Status, Encoding.UTF8.GetString(response.Body.Span));
}
