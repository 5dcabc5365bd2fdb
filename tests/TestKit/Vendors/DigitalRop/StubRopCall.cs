namespace CallControl.TestKit.Vendors.DigitalRop;

/// <summary>A call that the service has taken, with what it found in the recording.</summary>
/// <param name="Fields">As they were sent.</param>
/// <param name="WasForm">Form fields, not JSON.</param>
/// <param name="Audio">Downloaded and decoded.</param>
public sealed record StubRopCall(IReadOnlyDictionary<string, string> Fields, bool WasForm, HeardAudio Audio)
{
    public string Id => Fields["call_id"];

    public string ManagerId => Fields["manager_id"];

    public string AudioUrl => Fields["audio_url"];
}
