using System.Net;
using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Lab;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Nodes;

/// <summary>
/// Two Asterisks, one on each kind of link, and two processes on one PostgreSQL: <see cref="LabFixture.Lab"/>'s own, to which everything leads at first,
/// and <see cref="Second"/>.
/// </summary>
public sealed class NodesLab() : LabFixture(LinkDirection.Outbound, Listings)
{
    private const string Listings = """
        INSERT INTO listings (id, short_title, destinations, call_settings) VALUES
          (221, 'таунхаус в Мытищах', '{+79035550221}', '{}'),
          (222, 'комната на Арбате', '{+79035550222}', '{}'),
          (223, 'дача в Кратово', '{+79035550223}', '{"ring_seconds":60}');
        """;

    public CallControlProcess Second { get; private set; } = null!;

    /// <summary>Whether both nodes are served by the first process.</summary>
    private bool _isInOrder = true;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Second = await Lab.StartReplicaAsync();
    }

    /// <summary>As after the start: the first process serves both nodes, the second is there.</summary>
    public async Task RestoreOrderAsync()
    {
        if (_isInOrder)
            return;
        await Second.KillAsync();
        if (!Lab.App.IsRunning)
            await Lab.App.LaunchAsync();
        MoveLinkTo(Lab.App);
        await Lab.App.WaitUntilReadyAsync(TimeSpan.FromSeconds(30));
        await Second.LaunchAsync();
        await Second.WaitUntilAliveAsync(TimeSpan.FromSeconds(30));
        _isInOrder = true;
    }

    public Task KillFirstAsync()
    {
        _isInOrder = false;
        Lab.Wires.Ari.LeadTo(new IPEndPoint(IPAddress.Loopback, Second.Port));
        return Lab.App.KillAsync();
    }

    /// <summary>Asterisk's websocket of the outbound link breaks, and its next one leads to this process; the other one lives on.</summary>
    public void MoveLinkTo(CallControlProcess process)
    {
        _isInOrder = process == Lab.App;
        Lab.Wires.Ari.LeadTo(new IPEndPoint(IPAddress.Loopback, process.Port));
        Lab.Wires.Ari.Cut();
        Lab.Wires.Ari.Restore();
    }

    protected override LabOptions Change(LabOptions options) => options with
    {
        BreakableWires = true,
        SecondLink = LinkDirection.Inbound,
        Settings = new Dictionary<string, string>(options.Settings) { ["Asterisk__Nodes__1__MaxCalls"] = "1" },
    };
}
