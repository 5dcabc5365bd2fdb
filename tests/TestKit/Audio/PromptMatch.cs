namespace CallControl.TestKit.Audio;

/// <summary>The best place of a prompt in a recording.</summary>
/// <param name="Offset">Where the prompt begins.</param>
/// <param name="Score">1: the same sound; speech that has nothing to do with it stays below 0.4.</param>
public sealed record PromptMatch(TimeSpan Offset, double Score)
{
    public bool Found => Score >= AudioMatch.Threshold;
}
