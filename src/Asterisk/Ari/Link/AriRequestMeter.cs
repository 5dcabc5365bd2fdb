using System.Diagnostics;
using CallControl.Asterisk.Ari.Requests;

namespace CallControl.Asterisk.Ari.Link;

/// <summary>Times a link's requests, and makes each a child of the trace that sends it. Costs nothing but a call when nobody listens.</summary>
internal static class AriRequestMeter
{
    private static readonly ActivitySource Source = new(AriLink.ActivitySourceName);

    public static Task<AriResponse> SendAsync(IAriTransport transport, AriRequest request, string node, TimeProvider time, CancellationToken cancellationToken)
        => AriMetrics.Requests.Enabled || Source.HasListeners()
            ? MeasureAsync(transport, request, node, time, cancellationToken)
            : transport.SendAsync(request, cancellationToken);

    // Runs to the send without a pause, so that requests still leave in the order of the calls.
    private static async Task<AriResponse> MeasureAsync(
        IAriTransport transport, AriRequest request, string node, TimeProvider time, CancellationToken cancellationToken)
    {
        // A request outside of a call (a snapshot, a question of the health check) has no trace to belong to.
        using var activity = Activity.Current is { IsAllDataRequested: true } && Source.HasListeners()
            ? Source.StartActivity(request.ToString(), ActivityKind.Client)
            : null;
        var start = time.GetTimestamp();
        var outcome = "failed";
        try
        {
            var response = await transport.SendAsync(request, cancellationToken);
            outcome = OutcomeOf(request, response.Status);
            activity?.SetTag("http.response.status_code", response.Status);
            return response;
        }
        catch (OperationCanceledException)
        {
            outcome = "cancelled";
            throw;
        }
        finally
        {
            if (outcome is "failed" or "refused")
                activity?.SetStatus(ActivityStatusCode.Error, outcome);
            AriMetrics.Requests.Record(
                time.GetElapsedTime(start).TotalSeconds,
                new TagList { { "node", node }, { "method", request.Method.Word() }, { "path", request.Template }, { "outcome", outcome } });
        }
    }

    private static string OutcomeOf(AriRequest request, int status) => status switch
    {
        >= 200 and < 300 => "done",
        404 or 409 or 412 or 422 => "gone",
        _ when status == request.AlsoMeansGone => "gone",
        _ => "refused",
    };
}
