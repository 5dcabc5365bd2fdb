namespace CallControl.Crm.MoySklad.Settings;

/// <summary>What is done about the signature of a webhook. MoySklad does not say what exactly it signs, so a wrong one is only noted by default.</summary>
public enum SignatureMode
{
    Off,
    LogOnly,
    Enforce,
}
