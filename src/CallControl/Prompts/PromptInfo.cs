namespace CallControl.Prompts;

/// <summary>A prompt as people see it.</summary>
/// <param name="Language">Its folder's name.</param>
/// <param name="Name">As the call flow asks for it.</param>
/// <param name="Text">With placeholders.</param>
/// <param name="Source"><c>recorded</c> or <c>spoken</c>.</param>
/// <param name="Needs">What must be given to hear it: <c>title</c>, <c>id</c>.</param>
/// <param name="Made">Whether its sound is ready; null when every listing has a sound of its own.</param>
internal sealed record PromptInfo(string Language, string Name, string Text, string Source, IReadOnlyList<string> Needs, bool? Made);
