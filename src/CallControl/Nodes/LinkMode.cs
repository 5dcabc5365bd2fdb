namespace CallControl.Nodes;

/// <summary>Who opens the ARI websocket.</summary>
internal enum LinkMode
{
    /// <summary>Asterisk connects to us (22.5 and later): nothing is lost while we restart.</summary>
    Outbound,

    /// <summary>We connect to Asterisk: any version.</summary>
    Inbound,
}
