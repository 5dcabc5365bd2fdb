using System.Text.Json.Serialization;

namespace CallControl.Crm.MoySklad.Phone;

/// <summary>What happens to a call's card on somebody's screen.</summary>
public enum CardEventType
{
    [JsonStringEnumMemberName("SHOW")]
    Show,

    /// <summary>Starts the card's timer.</summary>
    [JsonStringEnumMemberName("STARTTIME")]
    StartTime,

    [JsonStringEnumMemberName("HIDE")]
    Hide,

    /// <summary>Hides the cards of everyone; not documented for the request that makes the call.</summary>
    [JsonStringEnumMemberName("HIDE_ALL")]
    HideAll,
}
