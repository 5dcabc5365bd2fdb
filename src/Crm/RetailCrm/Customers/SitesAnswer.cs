using System.Text.Json;
using CallControl.Crm.RetailCrm.Wire;

namespace CallControl.Crm.RetailCrm.Customers;

/// <param name="Sites">By code.</param>
internal sealed record SitesAnswer(JsonElement Sites) : Envelope;
