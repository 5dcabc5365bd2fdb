namespace CallControl.Crm.UonTravel.Webhook;

/// <summary>Why a webhook is not listened to.</summary>
public enum WebhookRefusal
{
    None,

    /// <summary>The settings were never saved through this program, so that there is no secret yet.</summary>
    NoSecretConfigured,
    WrongSecret,

    /// <summary>Not in <c>webhook_networks</c>.</summary>
    WrongAddress,
}
