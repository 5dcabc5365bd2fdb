using System.Text.Json;
using System.Text.Json.Nodes;

namespace CallControl.Enterprises;

/// <summary>An enterprise as it may be shown: in answers and in the journal of changes.</summary>
internal static class MaskedEnterprise
{
    public static JsonObject Of(Enterprise enterprise, Secrets secrets) => new()
    {
        ["number"] = enterprise.Number,
        ["name"] = enterprise.Name,
        ["secret"] = Secrets.MaskText(enterprise.Secret),
        ["time_zone"] = enterprise.TimeZone,
        ["primary_integration"] = enterprise.Primary,
        ["settings"] = enterprise.Settings.DeepClone(),
        ["integrations_config"] = secrets.Masked(enterprise.Integrations),
        ["extensions"] = new JsonArray([.. enterprise.Employees.Select(employee => new JsonObject
        {
            ["extension"] = employee.Extension,
            ["name"] = employee.Name,
            ["email"] = employee.Email,
            ["phone"] = employee.Phone?.ToString(),
        })]),
        ["updated_at"] = JsonSerializer.SerializeToNode(enterprise.UpdatedAt),
    };
}
