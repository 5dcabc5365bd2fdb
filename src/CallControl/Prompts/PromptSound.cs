namespace CallControl.Prompts;

/// <summary>A prompt that is ready to be played.</summary>
/// <param name="Media"><c>sound:/folder/hash</c>, for ARI and Playback.</param>
/// <param name="Text">What it says.</param>
internal readonly record struct PromptSound(string Media, string Text);
