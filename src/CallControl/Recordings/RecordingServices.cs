using CallControl.Audio;
using CallControl.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CallControl.Recordings;

internal static class RecordingServices
{
    /// <summary>Who wants to know of saved recordings registers an <see cref="IRecordingSaved"/>.</summary>
    public static IServiceCollection AddRecordings(this IServiceCollection services)
    {
        services.AddOptions<RecordingsOptions>()
            .BindConfiguration("Recordings")
            .PostConfigure<IHostEnvironment>((options, host) => options.Folder = Path.GetFullPath(options.Folder, host.ContentRootPath))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<AudioTools>();
        services.AddSingleton<RecordingNames>();
        services.AddSingleton<RecordingConverter>();
        services.AddSingleton<CallRecorder>();
        services.AddSingleton<RecordingSpace>();
        services.AddSingleton<RecordingFailures>();
        services.AddSingleton<RecordingLinkKey>();
        services.AddSingleton<RecordingLinks>();
        services.AddSingleton<RecordingStore>();
        services.AddSingleton<IRecordingSaved>(provider => provider.GetRequiredService<RecordingStore>());
        services.AddSingleton<RecordingQueue>();
        // Given up by RecordingFailures. The first wait is short: Asterisk closes the files a moment after the hang-up.
        services.AddSingleton(provider => new WorkQueue<RecordingJob>(
            new WorkQueueSettings(Capacity: 10_000, Attempts: int.MaxValue, FirstWait: TimeSpan.FromMilliseconds(200), LongestWait: TimeSpan.FromMinutes(10)),
            job => job.CallId.ToString("D"),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IBacklog>(provider => new QueueBacklog<RecordingJob>("recordings", provider.GetRequiredService<WorkQueue<RecordingJob>>()));
        services.AddHostedService<RecordingWorker>();
        services.AddHostedService<RecordingFinder>();
        services.AddSingleton<RecordingSpaceWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<RecordingSpaceWatch>());
        services.AddHealthChecks().AddCheck<RecordingSpaceWatch>("recordings", tags: ["ready"]);
        return services;
    }
}
