using CallControl.Audio;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallControl.Prompts;

/// <summary>Says at start, and to whoever asks for health, which program is missing. Calls go on with the sounds that exist.</summary>
internal sealed class PromptTools : IHealthCheck
{
    private static readonly string[] Needed = ["espeak-ng", "ffmpeg", "ffprobe"];

    public static void Report(ILogger logger)
    {
        if (Missing() is { Length: > 0 } missing)
            logger.PromptToolMissing(missing);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Missing() is { Length: > 0 } missing
            ? HealthCheckResult.Degraded($"{missing} is not installed: no new sounds are made")
            : HealthCheckResult.Healthy());

    private static string Missing() => string.Join(", ", Needed.Where(program => !AudioTools.IsInstalled(program)));
}
