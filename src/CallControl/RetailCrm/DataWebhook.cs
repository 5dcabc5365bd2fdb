using System.Text.Json;
using CallControl.ClickToCall;
using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm;
using CallControl.Crm.RetailCrm.Webhook;
using CallControl.Customers;
using CallControl.Delivery;
using CallControl.Numbers;
using CallControl.Web;
using Microsoft.Extensions.Options;

namespace CallControl.RetailCrm;

/// <summary>
/// <c>POST /retailcrm/webhook</c>: a trigger of an administrator says that a customer or an order changed. The secret is in the header <c>X-Webhook-Secret</c>, or in the
/// query, or in the body as <c>secret</c>; the body is JSON, or a form whose fields may hold JSON. What is known of the customer is read anew; nothing of the payload is
/// believed but whom it is about.
/// </summary>
internal static class DataWebhook
{
    private const int LongestBody = 64 * 1024;

    public static void MapDataWebhook(this WebApplication app) =>
        app.MapPost("/retailcrm/webhook", TakeAsync).WithTags("Integrations").WithSummary("RetailCRM: customers or orders changed");

    private static async Task<IResult> TakeAsync(
        HttpContext http, RetailCrmSecrets secrets, CrmAccounts accounts, RetailCrmVendor vendor, CustomerLookup lookup, ClickSettings clicks, IOptions<NumbersOptions> numbers,
        ILogger<RetailCrmVendor> logger, CancellationToken cancellation)
    {
        using var json = await ReadAsync(http.Request, cancellation);
        if (json is null)
            return RetailCrmAnswers.Refused(StatusCodes.Status400BadRequest, "The body must be a form or JSON");
        if (secrets.Find(RetailCrmSecrets.Webhook, SecretOf(http.Request, json.RootElement), http.Connection.RemoteIpAddress, out var refusal) is not { } enterprise)
            return refusal;
        if (accounts.Find(enterprise.Number, RetailCrmHost.Vendor) is not { } account)
            return RetailCrmAnswers.Refused(StatusCodes.Status403Forbidden, "RetailCRM is switched off here");

        // Also of a phone that is the client's no more.
        lookup.Forget(enterprise.Number);
        var home = clicks.Of(enterprise)?.Home ?? numbers.Value.Home;
        var changed = ChangedData.Read(json.RootElement, home);
        try
        {
            var rows = new List<CustomerNames>();
            foreach (var customer in changed.Customers)
                rows.AddRange(await vendor.LoadCustomerAsync(account.Account, account.Parts, customer, home, cancellation));
            foreach (var phone in changed.Phones.Where(phone => rows.TrueForAll(row => row.Phone != phone)))
                rows.AddRange(await vendor.LoadCustomerAsync(account.Account, account.Parts, phone, cancellation));
            Log.DataChanged(logger, enterprise.Number, await account.Parts.Customers.SaveAsync([.. rows.DistinctBy(row => row.Phone)], cancellation));
            return RetailCrmAnswers.Ok();
        }
        catch (CrmException e)
        {
            return RetailCrmAnswers.Refused(StatusCodes.Status502BadGateway, e.Message);
        }
    }

    private static string? SecretOf(HttpRequest request, JsonElement json)
    {
        if (request.Headers["X-Webhook-Secret"].ToString() is { Length: > 0 } header)
            return header;
        if (request.Query["secret"].ToString() is { Length: > 0 } query)
            return query;
        try
        {
            return json.ValueKind == JsonValueKind.Object && json.TryGetProperty("secret", out var field) && field.ValueKind == JsonValueKind.String ? field.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half a character: nobody's secret
        }
    }

    private static async Task<JsonDocument?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!BodyLimit.Set(request, LongestBody))
            return null;
        try
        {
            return request.HasFormContentType
                ? FromForm(await request.ReadFormAsync(cancellation))
                : await JsonDocument.ParseAsync(request.Body, default, cancellation);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    private static JsonDocument FromForm(IFormCollection form)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in form)
            {
                json.WritePropertyName(name);
                Write(json, value.ToString());
            }

            json.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.ToArray());
    }

    // RetailCRM itself puts structures into fields as JSON.
    private static void Write(Utf8JsonWriter json, string value)
    {
        if (value.TrimStart() is ['{' or '[', ..] && IsJson(value))
            json.WriteRawValue(value);
        else
            json.WriteStringValue(value);
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
