using System.Text.Json.Nodes;

namespace CallControl.TestKit.Vendors.DigitalRop;

/// <summary>One customer of the service, with all its data.</summary>
public sealed class RopAccount
{
    internal RopAccount(string key, int requests, TimeProvider time)
    {
        Key = key;
        Window = new RequestWindow(requests, TimeSpan.FromMinutes(1), int.MaxValue, time);
    }

    public string Key { get; }

    public RequestWindow Window { get; }

    /// <summary>What was taken, in order.</summary>
    public List<StubRopCall> Calls { get; } = [];

    /// <summary>As they were sent last.</summary>
    public List<JsonObject> Managers { get; } = [];

    /// <summary>As they were sent last.</summary>
    public List<JsonObject> Offices { get; } = [];

    /// <summary>By table and call; what is not here is not ready.</summary>
    public Dictionary<(string Table, string Call), JsonObject> Tables { get; } = [];

    /// <summary>Whether lists of managers and offices are answered with an empty 200: their answers are not documented.</summary>
    public bool IsSilentAboutSettings { get; set; }

    /// <summary>Given instead of our id in <c>data</c>; null: our id.</summary>
    public string? OwnCallId { get; set; }
}
