using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Lab;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors;

namespace CallControl.EndToEnd.Tests.Calls;

/// <summary>A lab with enterprise 0367 and a vendor's stand-in, which is told addresses of ours that work.</summary>
/// <typeparam name="TStub">The vendor's stand-in.</typeparam>
public abstract class EnterpriseLab<TStub>(TStub stub, string furtherData) : LabFixture(LinkDirection.Outbound, furtherData)
    where TStub : VendorStub
{
    private const string ApiKey = "0123456789abcdef-enterprise";

    private readonly int _port = FreePort.Take();

    public TStub Stub { get; } = stub;

    public string PublicUrl => $"http://127.0.0.1:{_port}";

    /// <summary>Settings of the program beside those of every lab.</summary>
    protected virtual IReadOnlyDictionary<string, string> FurtherSettings => new Dictionary<string, string>();

    public override async Task InitializeAsync()
    {
        await Stub.StartAsync();
        OpenAccount();
        await base.InitializeAsync();
        Lab.Http.DefaultRequestHeaders.Add("X-Api-Key", ApiKey);
        var saved = await Lab.Http.PutAsJsonAsync(new Uri("/api/v1/enterprises/0367", UriKind.Relative), Enterprise());
        saved.IsSuccessStatusCode.ShouldBeTrue(await saved.Content.ReadAsStringAsync());
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Stub.DisposeAsync();
    }

    /// <summary>The enterprise's account at the vendor, before anything asks for it.</summary>
    protected abstract void OpenAccount();

    /// <summary>As <c>PUT /api/v1/enterprises/0367</c> takes it.</summary>
    protected abstract JsonObject Enterprise();

    protected override LabOptions Change(LabOptions options)
    {
        var settings = new Dictionary<string, string>(options.Settings)
        {
            ["Web__ApiKeys__0__Name"] = "tests",
            ["Web__ApiKeys__0__Key"] = ApiKey,
            ["Web__PublicUrl"] = PublicUrl,
        };
        foreach (var (name, value) in FurtherSettings)
            settings[name] = value;
        return options with { Port = _port, Settings = settings };
    }
}
