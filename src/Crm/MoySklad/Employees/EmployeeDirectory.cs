using CallControl.Crm.Contracts;
using CallControl.Crm.MoySklad.Phone;
using CallControl.Crm.MoySklad.Remap;
using CallControl.Crm.MoySklad.Settings;

namespace CallControl.Crm.MoySklad.Employees;

/// <summary>Who of MoySklad sits at which extension. The Phone API knows extensions, the JSON API names; the settings' mapping goes before both.</summary>
internal sealed class EmployeeDirectory(PhoneApiClient phone, RemapClient? remap, MoySkladSettings settings)
{
    public async Task<string?> ExtensionOfAsync(string employeeId, CancellationToken cancellation)
    {
        if (settings.ExtensionOf(employeeId) is { } mapped)
            return mapped;

        // A mapping that somebody made is whole: whom it leaves out is not to be rung.
        if (settings.Employees.Count > 0)
            return null;
        return (await phone.EmployeesAsync(cancellation)).FirstOrDefault(employee => employee.Meta?.Id() == employeeId)?.Extention;
    }

    /// <summary>Everybody who has an extension in MoySklad; with names when the JSON API can be asked.</summary>
    public async Task<IReadOnlyList<VendorEmployee>> LoadAsync(CancellationToken cancellation)
    {
        var withExtension = await phone.EmployeesAsync(cancellation);
        var named = (remap is null ? [] : await remap.EmployeesAsync(cancellation)).ToDictionary(employee => employee.Id);
        return [.. withExtension
            .Where(employee => employee is { Meta: not null, Extention.Length: > 0 })
            .Select(employee => Join(employee.Extention!, employee.Meta!.Id(), named))
            .OrderBy(employee => employee.Extension, StringComparer.Ordinal)];
    }

    private static VendorEmployee Join(string extension, string id, Dictionary<string, RemapEmployee> named)
    {
        var person = named.GetValueOrDefault(id);
        return new VendorEmployee(extension, id, person?.ShortFio ?? person?.FullName ?? person?.Name, person?.Email);
    }
}
