using CallControl.Asterisk.Ari.Requests;

namespace CallControl.Asterisk.Ari.Link;

/// <summary>A request on the wire that waits for its RESTResponse.</summary>
internal sealed class PendingRequest(AriRequest request, long deadline)
    : TaskCompletionSource<AriResponse>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public AriRequest Request { get; } = request;

    /// <summary>In the time provider's timestamps.</summary>
    public long Deadline { get; } = deadline;
}
