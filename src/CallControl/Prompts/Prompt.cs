namespace CallControl.Prompts;

/// <summary>One prompt in one language.</summary>
/// <param name="Language">Its folder's name.</param>
/// <param name="Name">As the call flow asks for it.</param>
/// <param name="Text">With placeholders.</param>
/// <param name="Recording">Replaces the text.</param>
internal sealed record Prompt(string Language, string Name, string Text, RecordedFile? Recording)
{
    /// <summary>True when nothing of a call is in it, so that it can be made at start.</summary>
    public bool IsFixed => Recording is not null || SpokenText.PlaceholdersOf(Text).All(placeholder => placeholder == "site");
}
