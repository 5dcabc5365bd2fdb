using CallControl.Crm.Contracts;
using CallControl.Flows.ClickToCall;

namespace CallControl.ClickToCall;

/// <summary>How one enterprise's calls by a click are made.</summary>
internal sealed record EnterpriseClicks
{
    public required bool Enabled { get; init; }

    /// <summary>The number clients are shown; null: none is set.</summary>
    public required PhoneNumber? Line { get; init; }

    /// <summary>The country of numbers without a calling code.</summary>
    public required PhoneCountry Home { get; init; }

    public required Destinations Destinations { get; init; }

    public required int CallsAtOnce { get; init; }

    public required int CallsPerMinute { get; init; }

    /// <summary>The Asterisk that makes them; null: any.</summary>
    public required string? Node { get; init; }

    public required ClickPlan Plan { get; init; }
}
