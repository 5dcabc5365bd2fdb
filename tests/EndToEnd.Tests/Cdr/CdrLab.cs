using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Lab;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors.MoySklad;

namespace CallControl.EndToEnd.Tests.Cdr;

/// <summary>On the inbound link, with Asterisk's call records switched on, and an enterprise that has a MoySklad.</summary>
public sealed class CdrLab : IAsyncLifetime
{
    private const string PhoneKey = "0123456789abcdef0123456789abcdef01234567";
    private const string Token = "fedcba9876543210fedcba9876543210fedcba98";

    public CallControlLab Lab { get; private set; } = null!;

    public MoySkladStub MoySklad { get; } = new();

    public MoySkladAccount Account { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await MoySklad.StartAsync();
        Account = MoySklad.Open(PhoneKey, Token);
        Lab = await CallControlLab.StartAsync(new LabOptions
        {
            Link = LinkDirection.Inbound,
            Seed = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "demo", "seed.sql")),
            Settings = new Dictionary<string, string>
            {
                ["Cdr__LookEvery"] = "00:00:00.500",
                ["Cdr__Settle"] = "00:00:02",
                ["Web__PublicUrl"] = "http://127.0.0.1:1",
                // A process that is killed while it tells of a call holds it for as long as both together.
                ["Delivery__EventTime"] = "00:00:05",
                ["Delivery__LeaseMargin"] = "00:00:02",
            },
            CallRecords = true,
        });
        await Lab.ExecuteAsync($$"""
            UPDATE listings SET enterprise = '0367';
            UPDATE virtual_numbers SET is_busy = TRUE, assigned_listing_id = 102, assigned_at = now(), assigned_until = now() + interval '30 minutes' WHERE phone = '{{Calls_in_call_records.Number}}';
            INSERT INTO enterprises (number, name, time_zone, primary_integration, integrations_config) VALUES ('0367', 'June', 'Europe/Minsk', 'ms', '
                {"ms": {"enabled": true, "phone_api_url": "{{MoySklad.PhoneAddress}}", "main_api_url": "{{MoySklad.RemapAddress}}", "integration_code": "{{PhoneKey}}",
                 "api_token": "{{Token}}", "incoming_call_actions": {"create_client": true} } }')
            """);
    }

    public async Task DisposeAsync()
    {
        if (Lab is not null)
            await Lab.DisposeAsync();
        await MoySklad.DisposeAsync();
    }
}
