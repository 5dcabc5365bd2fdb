using System.Globalization;
using CallControl.Crm.Contracts;
using CallControl.Crm.MoySklad.Phone;
using CallControl.Crm.MoySklad.Remap;
using CallControl.Crm.MoySklad.Settings;
using CallControl.Crm.MoySklad.Wire;

namespace CallControl.Crm.MoySklad.Connection;

/// <summary>Tries each of the two keys by itself, then whether the mapping of employees still fits.</summary>
internal sealed class ConnectionTest(PhoneApiClient phone, RemapClient? remap, MoySkladSettings settings)
{
    private const string PhoneApi = "phone_api";
    private const string MainApi = "main_api";
    private const string Employees = "employees";

    private static readonly string SolutionNotInstalled = VendorError.SolutionNotInstalled.ToString(CultureInfo.InvariantCulture);

    public async Task<IReadOnlyList<ConnectionCheck>> RunAsync(CancellationToken cancellation)
    {
        IReadOnlyList<PhoneEmployee>? employees = null;
        var checks = new List<ConnectionCheck>
        {
            settings.IntegrationCode.Length == 0
                ? new ConnectionCheck(PhoneApi, false, "integration_code is not set: without the key of the Phone API no call reaches MoySklad")
                : await TryAsync(PhoneApi, "integration_code", async () =>
                {
                    employees = await phone.EmployeesAsync(cancellation);
                    return $"The key works; {employees.Count} employees have an extension in MoySklad";
                }),
            remap is null
                ? MainApiIsOff()
                : await TryAsync(MainApi, "api_token", async () =>
                {
                    await remap.SearchAsync("+", cancellation);
                    return "The token works; clients can be read";
                }),
        };
        if (employees is not null)
            checks.Add(Compare(employees));
        return checks;
    }

    private ConnectionCheck MainApiIsOff() => settings.Incoming.NeedsMainApi || settings.Outgoing.NeedsMainApi
        ? new ConnectionCheck(MainApi, false, "api_token is not set, but clients or orders are to be made")
        : new ConnectionCheck(MainApi, true, "api_token is not set: calls are recorded, but clients are not looked up");

    private ConnectionCheck Compare(IReadOnlyList<PhoneEmployee> employees)
    {
        if (employees.Count == 0)
            return new ConnectionCheck(Employees, false, "Nobody has an extension in MoySklad: give employees their extensions in the settings of the telephony solution there");
        var wrong = new List<string>();
        foreach (var mapped in settings.Employees)
        {
            var there = employees.FirstOrDefault(employee => employee.Extention == mapped.Extension);
            if (there is null)
                wrong.Add($"extension {mapped.Extension} is nobody's in MoySklad");
            else if (!string.Equals(there.Meta?.Id(), mapped.EmployeeId, StringComparison.OrdinalIgnoreCase))
                wrong.Add($"extension {mapped.Extension} is another employee's in MoySklad");
        }

        if (wrong.Count > 0)
            return new ConnectionCheck(Employees, false, "employee_mapping does not fit: " + string.Join("; ", wrong));
        return new ConnectionCheck(Employees, true, settings.Employees.Count == 0
            ? "employee_mapping is empty: every extension is tried"
            : $"All {settings.Employees.Count} mapped extensions are in MoySklad");
    }

    private static async Task<ConnectionCheck> TryAsync(string name, string key, Func<Task<string>> attempt)
    {
        try
        {
            return new ConnectionCheck(name, true, await attempt());
        }
        catch (CrmException e)
        {
            return new ConnectionCheck(name, false, Explain(e, key));
        }
    }

    private static string Explain(CrmException e, string key) => e.Code switch
    {
        "401" or "1056" => $"MoySklad does not accept {key}: it is wrong, was revoked, or its user is blocked ({e.Message})",
        "403" or "1016" => $"The user whose {key} this is may not do that in MoySklad: check his rights ({e.Message})",
        var code when code == SolutionNotInstalled => $"The telephony solution is not installed in this MoySklad account: connect it in the catalogue of solutions ({e.Message})",
        "429" or "1049" or "1073" => $"MoySklad refuses more requests at the moment: another program may use the same {key} ({e.Message})",
        "404" or "1002" => $"There is no such API at this address: check phone_api_url or main_api_url ({e.Message})",
        null => $"MoySklad was not reached: check the network and the address ({e.Message})",
        _ => e.Message,
    };
}
