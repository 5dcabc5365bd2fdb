using CallControl.Crm.Contracts;
using CallControl.Crm.DigitalRop.Settings;

namespace CallControl.Crm.DigitalRop.Structure;

/// <summary>The enterprise's people under the ids that the service knows them by: the settings' own, else the CRM's, else the extension with what the settings put before it.</summary>
internal sealed class Staff(CrmAccount account, RopSettings settings, IFellowCrms? fellows)
{
    /// <returns>Null for no extension.</returns>
    public string? IdAt(string? extension) =>
        extension is null ? null : settings.Managers.GetValueOrDefault(extension)?.Id ?? fellows?.EmployeeIdAt(extension) ?? settings.ExtensionPrefix + extension;

    public StaffList List() => new(settings.AccountKey, settings.SyncManagers ? Managers() : null, settings.SyncOffices ? Offices() : null);

    private IEnumerable<string> Extensions() =>
        account.Employees.Select(employee => employee.Extension).Union(settings.Managers.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private List<StaffManager> Managers() => [.. Extensions().Select(Manager).DistinctBy(manager => manager.Id)];

    private StaffManager Manager(string extension)
    {
        var mapped = settings.Managers.GetValueOrDefault(extension);
        var (surname, name, middle) = PersonName.Split(account.Employees.FirstOrDefault(employee => employee.Extension == extension)?.Name);
        // A person without any name is his extension, so that he can be told from the others.
        var known = mapped?.Name ?? name;
        return new StaffManager(IdAt(extension)!, mapped?.Surname ?? surname, known.Length > 0 ? known : extension, mapped?.MiddleName ?? middle);
    }

    private List<StaffOffice> Offices() => settings.Offices is { } offices
        ? [.. offices.OrderBy(office => office.Id, StringComparer.Ordinal).Select(office => new StaffOffice(office.Id, office.Title, Ids(office.Leaders), Ids(office.Managers)))]
        : [new StaffOffice(account.Enterprise, account.Name, Ids(settings.Leaders), Ids(Extensions().Except(settings.Leaders, StringComparer.Ordinal)))];

    private List<string> Ids(IEnumerable<string> extensions) => [.. extensions.Select(extension => IdAt(extension)!).Distinct()];
}
