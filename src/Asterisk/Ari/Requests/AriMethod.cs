namespace CallControl.Asterisk.Ari.Requests;

/// <summary>The HTTP methods ARI uses.</summary>
public enum AriMethod
{
    Get,
    Post,
    Put,
    Delete,
}
