namespace CallControl.TestKit.Vendors.MoySklad;

/// <summary>A call as MoySklad keeps it.</summary>
public sealed class StubCall
{
    public string Id { get; } = Guid.NewGuid().ToString();

    public required string ExternalId { get; init; }

    public required string Number { get; init; }

    public required bool IsIncoming { get; init; }

    /// <summary>In the vendor's own form.</summary>
    public required string StartTime { get; init; }

    /// <summary>Id of the counterparty.</summary>
    public string? Counterparty { get; set; }

    public string? Extension { get; set; }

    public string? EndTime { get; set; }

    public long? Duration { get; set; }

    public string? Comment { get; set; }

    public List<string> RecordUrl { get; } = [];

    public List<StubCardEvent> Events { get; } = [];

    /// <summary>On whose screens the card is now.</summary>
    public IReadOnlyList<string> Screens
    {
        get
        {
            var screens = new List<string>();
            foreach (var happened in Events)
            {
                if (happened.Type == "SHOW" && !screens.Contains(happened.Extension!))
                    screens.Add(happened.Extension!);
                else if (happened.Type == "HIDE")
                    screens.Remove(happened.Extension!);
                else if (happened.Type == "HIDE_ALL")
                    screens.Clear();
            }

            return screens;
        }
    }
}
