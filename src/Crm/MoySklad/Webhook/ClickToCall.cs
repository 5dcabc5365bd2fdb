using CallControl.Crm.Contracts;

namespace CallControl.Crm.MoySklad.Webhook;

/// <summary>An employee pressed "Call" in MoySklad.</summary>
/// <param name="Extension">His.</param>
/// <param name="Number">Whom to call.</param>
/// <param name="User">His login, <c>admin@demo-account</c>.</param>
public sealed record ClickToCall(string Extension, PhoneNumber Number, string User);
