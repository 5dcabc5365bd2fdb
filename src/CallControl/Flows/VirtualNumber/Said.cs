using CallControl.Numbers;

namespace CallControl.Flows.VirtualNumber;

/// <summary>A prompt to be said.</summary>
/// <param name="Prompt">Its name, from <see cref="PromptNames"/>.</param>
/// <param name="Listing">The listing it names; null for one that names none.</param>
/// <param name="Otherwise">What is said in its place while it is not made yet.</param>
internal sealed record Said(string Prompt, Listing? Listing = null, string? Otherwise = null);
