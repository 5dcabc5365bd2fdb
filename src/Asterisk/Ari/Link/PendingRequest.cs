using CallControl.Asterisk.Ari.Requests;

namespace CallControl.Asterisk.Ari.Link;

/// <summary>A request on the wire that waits for its RESTResponse; who waits goes on in the thread that reads it, and must not block there.</summary>
internal sealed class PendingRequest(AriRequest request, long since, TimeSpan timeout) : TaskCompletionSource<AriResponse>
{
    public AriRequest Request { get; } = request;

    /// <summary>When it was sent, in the time provider's timestamps.</summary>
    public long Since { get; } = since;

    /// <summary>How long the answer may take.</summary>
    public TimeSpan Timeout { get; } = timeout;
}
