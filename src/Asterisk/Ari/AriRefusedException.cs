using CallControl.Asterisk.Ari.Requests;

namespace CallControl.Asterisk.Ari;

/// <summary>Asterisk refused a request: wrong parameters (400), credentials (401, 403), or a fault of its own (5xx).</summary>
public sealed class AriRefusedException(AriRequest request, int status, string body)
    : AriException($"Asterisk refused {request} with {status}: {body}")
{
    public int Status { get; } = status;

    public override bool IsTransient => Status >= 500;
}
