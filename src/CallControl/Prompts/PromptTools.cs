using CallControl.Audio;
using CallControl.Prompts.Speech;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallControl.Prompts;

/// <summary>Says at start, and to whoever asks for health, what is not installed. Calls go on with the sounds that exist.</summary>
internal sealed class PromptTools(SpeechEngines speech) : IHealthCheck
{
    private static readonly string[] Needed = [EspeakEngine.EngineName, "ffmpeg", "ffprobe"];

    public void Report(ILogger logger)
    {
        if (Missing() is { Length: > 0 } missing)
            logger.PromptToolMissing(missing);
        if (speech.Missing.Count > 0)
            logger.PromptVoiceMissing(string.Join(", ", speech.Missing));
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Missing() is { Length: > 0 } missing ? HealthCheckResult.Degraded($"{missing} not installed: no new sounds are made")
            : speech.Missing.Count > 0 ? HealthCheckResult.Degraded($"{string.Join(", ", speech.Missing)} not installed: espeak-ng speaks instead")
            : HealthCheckResult.Healthy());

    private static string Missing() => string.Join(", ", Needed.Where(program => !AudioTools.IsInstalled(program)));
}
