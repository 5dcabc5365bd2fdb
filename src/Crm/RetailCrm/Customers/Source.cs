namespace CallControl.Crm.RetailCrm.Customers;

/// <summary>Where a customer or an order came from; the field's own name is <c>source</c>.</summary>
internal sealed record Source([property: System.Text.Json.Serialization.JsonPropertyName("source")] string Name);
