namespace CallControl.Asterisk.Ari.Requests;

/// <summary>The answer to a request as it came: HTTP status and JSON body (empty for 204).</summary>
public readonly record struct AriResponse(int Status, ReadOnlyMemory<byte> Body);
