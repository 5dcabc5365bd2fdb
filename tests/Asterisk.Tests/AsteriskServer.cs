using CallControl.Asterisk.Ari.Link;
using CallControl.TestKit.Asterisk;

namespace CallControl.Asterisk.Tests;

/// <summary>One real Asterisk with our configuration, shared by the tests; they connect to it (inbound link).</summary>
public sealed class AsteriskServer : IAsyncLifetime
{
    private readonly AsteriskPorts _pbxPorts = AsteriskPorts.Lease(PbxProfile.Address);
    private readonly AsteriskPorts _pstnPorts = AsteriskPorts.Lease(PstnProfile.Address);

    public AsteriskServer() => Pbx = new AsteriskInstance(PbxProfile.Create(_pbxPorts, _pstnPorts, LinkDirection.Inbound, name: "pbx-ari"));

    public AsteriskInstance Pbx { get; }

    public Uri HttpUrl => new($"http://{Pbx.IpAddress}:{Pbx.HttpPort}");

    public AriLinkOptions LinkOptions(string application) => new()
    {
        Node = "pbx",
        Application = application,
        User = Pbx.AriUser,
        Password = Pbx.AriPassword,
        HttpUrl = HttpUrl,
    };

    public Task InitializeAsync() => Pbx.StartAsync();

    public async Task DisposeAsync()
    {
        await Pbx.DisposeAsync();
        _pstnPorts.Dispose();
    }
}

[CollectionDefinition(nameof(AsteriskServer))]
public sealed class AsteriskServerCollection : ICollectionFixture<AsteriskServer>;
