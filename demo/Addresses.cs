using CallControl.TestKit.Lab;
using Spectre.Console;

namespace CallControl.Demo;

/// <summary>What a person can do with the system that is up.</summary>
internal static class Addresses
{
    public static async Task PrintAsync(CallControlLab lab, AdminKey key)
    {
        using var pages = await lab.Http.GetAsync(new Uri("admin/", UriKind.Relative));
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        grid.AddRow("CallControl", $"{lab.App.BaseAddress}  (health/ready, get-virtual-number)");
        grid.AddRow("Administration", pages.IsSuccessStatusCode ? $"{lab.App.BaseAddress}admin/  sign in with the key {key.Key}".EscapeMarkup() : "not built: what was said at the beginning tells why");
        grid.AddRow("Lease a number", $"curl -s '{lab.App.BaseAddress}get-virtual-number?listing_id=102&visitor_id=me'");
        grid.AddRow("Database", lab.PsqlCommand.EscapeMarkup());
        grid.AddRow("Asterisk (pbx)", $"SIP {lab.Pbx.IpAddress}:{lab.Pbx.SipPort}, ARI http://{lab.Pbx.IpAddress}:{lab.Pbx.HttpPort}/ari, AMI port {lab.Pbx.AmiPort}");
        grid.AddRow("Telephone network (pstn)", $"SIP {lab.Pstn.Server.IpAddress}:{lab.Pstn.Server.SipPort}");
        grid.AddRow("Texts and recorded prompts", lab.SoundsFolder.EscapeMarkup());
        grid.AddRow("Recordings", lab.RecordingsFolder.EscapeMarkup());
        grid.AddRow("Log", lab.LogFile.EscapeMarkup());
        AnsiConsole.WriteLine();
        AnsiConsole.Write(grid);
        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine("Up until Ctrl-C.");
    }
}
