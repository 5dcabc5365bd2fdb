using CallControl.Asterisk.Ari.Link;
using CallControl.TestKit.Asterisk;

namespace CallControl.Asterisk.Tests;

/// <summary>One real Asterisk with our configuration, shared by the tests; they connect to it (inbound link).</summary>
public sealed class AsteriskServer : IAsyncLifetime
{
    /// <summary>Answers and stays.</summary>
    public const string Answering = "Local/s@answering";

    private const string Dialplan = """
        [answering]
        exten => s,1,Answer()
         same => n,Wait(60)
        """;

    private readonly AsteriskPorts _pbxPorts = AsteriskPorts.Lease(PbxProfile.Address);
    private readonly AsteriskPorts _pstnPorts = AsteriskPorts.Lease(PstnProfile.Address);

    public AsteriskServer()
    {
        var profile = PbxProfile.Create(_pbxPorts, _pstnPorts, LinkDirection.Inbound, name: "pbx-ari");
        Pbx = new AsteriskInstance(profile with { Files = new Dictionary<string, string>(profile.Files) { ["local/extensions.conf"] = Dialplan } });
    }

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
