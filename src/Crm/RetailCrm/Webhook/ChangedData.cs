using System.Globalization;
using System.Text.Json;
using CallControl.Crm.Contracts;

namespace CallControl.Crm.RetailCrm.Webhook;

/// <summary>Whom a trigger's request is about. An administrator writes its payload, so it is read wherever it says something.</summary>
/// <param name="Customers">Numbers of customers in RetailCRM.</param>
/// <param name="Phones">Their phones.</param>
public sealed record ChangedData(IReadOnlyList<int> Customers, IReadOnlyList<PhoneNumber> Phones)
{
    private const int Deepest = 6;
    private const int Most = 20;

    private static readonly string[] CustomerIds = ["customer_id", "customerId"];
    private static readonly string[] PhoneNames = ["phone", "number", "additionalPhone"];

    /// <summary>
    /// <c>{"event":"customer.edit","customer_id":60,"phone":"+375…"}</c>, or customers and orders as RetailCRM itself writes them:
    /// <c>{"customer":{"id":60,"phones":[{"number":"…"}]}}</c>, <c>{"order":{"phone":"…","customer":{"id":60}}}</c>.
    /// </summary>
    public static ChangedData Read(JsonElement json, PhoneCountry? home)
    {
        var (customers, phones) = (new HashSet<int>(), new HashSet<PhoneNumber>());
        Collect(json, "", 0);
        return new ChangedData([.. customers.Take(Most)], [.. phones.Take(Most)]);

        void Collect(JsonElement value, string name, int depth)
        {
            if (depth > Deepest)
                return;
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var field in value.EnumerateObject())
                        Take(field, name, depth);
                    break;
                case JsonValueKind.Array:
                    foreach (var item in value.EnumerateArray())
                        Collect(item, name, depth + 1);
                    break;
            }
        }

        void Take(JsonProperty field, string parent, int depth)
        {
            if (!TryReadText(field, out var name, out var text))
                return;
            var isCustomer = CustomerIds.Contains(name) || (name == "id" && parent == "customer");
            if (isCustomer && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                customers.Add(id);
            else if (PhoneNames.Contains(name) && PhoneNumber.TryParse(text, out var phone, home))
                phones.Add(phone);
            else
                Collect(field.Value, name, depth + 1);
        }
    }

    /// <returns>False for half a character (<c>"\ud800"</c>), which JSON can write and no text can hold.</returns>
    private static bool TryReadText(JsonProperty field, out string name, out string? text)
    {
        try
        {
            name = field.Name;
            text = field.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? field.Value.ToString() : null;
            return true;
        }
        catch (InvalidOperationException)
        {
            (name, text) = ("", null);
            return false;
        }
    }
}
