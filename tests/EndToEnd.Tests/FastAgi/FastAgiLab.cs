using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Lab;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.FastAgi;

/// <summary>A dialplan that carries calls to virtual numbers itself, with the shipped contexts.</summary>
public sealed class FastAgiLab() : LabFixture(LinkDirection.Outbound, Data)
{
    public const string NameNumber = "+74951119901";

    private const string Data = """
        INSERT INTO enterprises (number, name) VALUES ('0367', 'June');
        INSERT INTO customers (enterprise_number, phone_e164, enterprise_name) VALUES ('0367', '+79160009901', 'ООО "Ромашка", отдел: закупки (2)');
        """;

    private readonly int _port = FreePort.Take();

    protected override LabOptions Change(LabOptions options) => options with
    {
        Settings = new Dictionary<string, string>(options.Settings) { ["FastAgi__Listen"] = $"127.0.0.1:{_port}" },
        Pbx = profile => profile with
        {
            Files = new Dictionary<string, string>(profile.Files)
            {
                ["dialplan/fastagi.conf"] = File.ReadAllText(Path.Combine(Repository.Root, "dialplan", "fastagi.conf")),
                ["local/extensions.conf"] = $$"""
                    #include dialplan/fastagi.conf
                    [globals](+)
                    CALLCONTROL_FASTAGI = 127.0.0.1:{{_port}}
                    [from-trunk](+)
                    exten => _+749511122XX,1,Goto(callcontrol-route,${EXTEN},1)
                    exten => {{NameNumber}},1,Gosub(callcontrol-name,s,1(0367))
                     same => n,Set(GLOBAL(NAME_SEEN)=${CALLERID(name)})
                     same => n,Hangup(17)
                    """,
            },
        },
    };
}
