using CallControl.Audio;
using CallControl.Prompts.Speech;
using CallControl.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CallControl.Prompts;

internal static class PromptServices
{
    public static IServiceCollection AddPrompts(this IServiceCollection services)
    {
        services.AddOptions<PromptsOptions>()
            .BindConfiguration("Prompts")
            .PostConfigure<IHostEnvironment>((options, host) => options.SoundsFolder = Path.GetFullPath(options.SoundsFolder, host.ContentRootPath))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<AudioTools>();
        services.AddSingleton<PromptCache>();
        // The engines a voice can name; a further one is a further line.
        services.AddSingleton<ISpeechEngine, EspeakEngine>();
        services.AddSingleton<ISpeechEngine, FestivalEngine>();
        services.AddSingleton<ISpeechEngine, HttpSpeechEngine>();
        services.AddHttpClient(HttpSpeechEngine.EngineName);
        services.AddSingleton<SpeechEngines>();
        services.AddSingleton<IValidateOptions<PromptsOptions>, PromptsOptionsValidator>();
        services.AddSingleton<PromptTools>();
        services.AddSingleton<PromptFinish>();
        services.AddSingleton<PromptMaker>();
        services.AddSingleton<PromptLibrary>();
        services.AddSingleton<SoundsFolder>();
        services.AddSingleton<PromptReloader>();
        services.AddSingleton<PromptEditor>();
        services.AddSingleton(provider => new WorkQueue<PromptContent>(
            new WorkQueueSettings(
                provider.GetRequiredService<IOptions<PromptsOptions>>().Value.QueueCapacity,
                Attempts: 8, FirstWait: TimeSpan.FromSeconds(2), LongestWait: TimeSpan.FromMinutes(10)),
            content => content.Hash,
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<SoundsFolderWatcher>();
        services.AddSingleton<IBacklog>(provider => new QueueBacklog<PromptContent>("prompts", provider.GetRequiredService<WorkQueue<PromptContent>>()));
        services.AddHostedService<PromptWorker>();
        services.AddHealthChecks().AddCheck<PromptTools>("prompts", tags: ["ready"]);
        return services;
    }
}
