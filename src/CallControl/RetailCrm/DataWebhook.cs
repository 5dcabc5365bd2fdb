using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm;
using CallControl.Crm.RetailCrm.Webhook;
using CallControl.Customers;
using CallControl.Delivery;
using CallControl.Numbers;
using Microsoft.Extensions.Options;

namespace CallControl.RetailCrm;

/// <summary>
/// <c>POST /retailcrm/webhook</c>: a trigger of an administrator says that a customer or an order changed. The secret is in the header <c>X-Webhook-Secret</c>, or in the
/// query, or in the body as <c>secret</c>. What is known of the customer is read anew; nothing of the payload is believed but whom it is about.
/// </summary>
internal static class DataWebhook
{
    private const int LongestBody = 64 * 1024;

    public static void MapDataWebhook(this WebApplication app) =>
        app.MapPost("/retailcrm/webhook", TakeAsync).WithTags("Integrations").WithSummary("RetailCRM: customers or orders changed");

    private static async Task<IResult> TakeAsync(
        HttpContext http, RetailCrmSecrets secrets, CrmAccounts accounts, RetailCrmVendor vendor, CustomerLookup lookup, IOptions<NumbersOptions> numbers,
        ILogger<RetailCrmVendor> logger, CancellationToken cancellation)
    {
        var address = http.Connection.RemoteIpAddress;
        if (!secrets.IsListenedTo(address))
            return RetailCrmAnswers.Refused(StatusCodes.Status429TooManyRequests, "Too many wrong secrets");
        using var json = await ReadAsync(http.Request, cancellation);
        if (json is null)
            return RetailCrmAnswers.Refused(StatusCodes.Status400BadRequest, "The body must be a form or JSON");
        if (secrets.Find(RetailCrmSecrets.Webhook, SecretOf(http.Request, json.RootElement), address) is not { } enterprise
            || accounts.Find(enterprise.Number, RetailCrmHost.Vendor) is not { } account)
            return RetailCrmAnswers.Refused(StatusCodes.Status403Forbidden, "Unknown secret");

        var changed = ChangedData.Read(json.RootElement, numbers.Value.Home);
        try
        {
            var names = new List<CustomerNames>();
            foreach (var customer in changed.Customers)
                names.AddRange(await vendor.LoadNamesAsync(account.Account, account.Parts, customer, cancellation));
            foreach (var phone in changed.Phones.Where(phone => names.TrueForAll(row => row.Phone != phone)))
                names.AddRange(await account.Adapter.FindNamesAsync(phone, cancellation));
            Log.DataChanged(logger, enterprise.Number, await account.Parts.Customers.SaveAsync([.. names.DistinctBy(row => row.Phone)], cancellation));
            // What was remembered of them is old now.
            foreach (var phone in names.Select(row => row.Phone).Concat(changed.Phones).Distinct())
            {
                await lookup.FindAsync(enterprise.Number, phone, fresh: true, cancellation);
                await lookup.FindResponsibleAsync(enterprise.Number, phone, fresh: true, cancellation);
            }

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
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty("secret", out var field) && field.ValueKind == JsonValueKind.String ? field.GetString() : null;
    }

    private static async Task<JsonDocument?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > LongestBody)
            return null;
        try
        {
            return request.HasFormContentType
                ? JsonSerializer.SerializeToDocument((await request.ReadFormAsync(cancellation)).ToDictionary(field => field.Key, field => field.Value.ToString()))
                : await JsonDocument.ParseAsync(request.Body, default, cancellation);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return null;
        }
    }
}
