namespace CallControl.ClickToCall;

/// <summary>A click's call that no process runs yet.</summary>
internal sealed record WaitingClick
{
    public Guid Id { get; init; }

    public string Enterprise { get; init; } = "";
}
