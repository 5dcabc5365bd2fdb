using CallControl.Crm.Contracts;

namespace CallControl.Numbers;

/// <summary>What a visitor calls about, and who is rung for it.</summary>
/// <param name="Id">The site's id.</param>
/// <param name="ShortTitle">Spoken to the caller.</param>
/// <param name="Title">Shown to people; the short title when there is none.</param>
/// <param name="Code">What the site prints as the listing's number, if it isn't the id.</param>
/// <param name="Language">Of the prompts: <c>ru</c>, <c>en</c>.</param>
/// <param name="Destinations">Rung one after another; at least one.</param>
/// <param name="Enterprise">Whose listing it is.</param>
/// <param name="Confirm">The caller presses 1 before he is put through; a number may say otherwise.</param>
internal sealed record Listing(
    long Id, string ShortTitle, string Title, string? Code, string Language, IReadOnlyList<Destination> Destinations, string? Enterprise = null,
    bool Confirm = true)
{
    /// <summary>What this listing wants otherwise than the program's settings.</summary>
    public CallSettings Settings { get; init; } = CallSettings.None;

    /// <summary>Why the settings in the database can't be read; calls then run by the program's settings.</summary>
    public string? SettingsProblem { get; init; }

    /// <summary>The owner's own number, shown to a visitor when no virtual number is free; null when he has only extensions.</summary>
    public PhoneNumber? OwnerPhone => Destinations.Select(destination => destination.Number).FirstOrDefault(number => number is not null);
}
