namespace CallControl.Prompts;

/// <summary>What a text's <c>{title}</c> and <c>{id}</c> stand for in one call.</summary>
internal sealed record PromptValues(string? Title = null, string? Id = null)
{
    public static PromptValues None { get; } = new();
}
