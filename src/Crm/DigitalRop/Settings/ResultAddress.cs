namespace CallControl.Crm.DigitalRop.Settings;

/// <summary>An address of ours for the results of one checklist or table.</summary>
/// <param name="Name">In the settings; a table's is its id.</param>
/// <param name="Secret">The unguessable part of the address; null until the settings are saved through this program.</param>
/// <param name="Poll">Whether the result is asked for when it does not come by itself.</param>
internal sealed record ResultAddress(string Name, string? Secret, bool Poll);
