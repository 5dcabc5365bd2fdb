namespace CallControl.Crm.DigitalRop.Results;

/// <summary>An address of ours that is to be pasted into the service.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Name">Of the checklist or table in the settings.</param>
/// <param name="Path">With the secret: <c>/digitalrop/checklist/…</c>.</param>
public sealed record ResultWebhook(ResultKind Kind, string Name, string Path);
