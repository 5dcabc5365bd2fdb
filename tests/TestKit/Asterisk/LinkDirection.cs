namespace CallControl.TestKit.Asterisk;

/// <summary>Who opens the websocket.</summary>
public enum LinkDirection
{
    /// <summary>Asterisk connects to CallControl (22.5 and newer; what asterisk-conf ships).</summary>
    Outbound,

    /// <summary>CallControl connects to Asterisk.</summary>
    Inbound,
}
