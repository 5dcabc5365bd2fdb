using CallControl.Audio;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
        services.AddSingleton<PromptMaker>();
        services.AddSingleton<PromptLibrary>();
        services.AddSingleton<SoundsFolder>();
        services.AddSingleton<PromptReloader>();
        services.AddSingleton(provider => new WorkQueue<PromptContent>(
            new WorkQueueSettings(
                provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<PromptsOptions>>().Value.QueueCapacity,
                Attempts: 8, FirstWait: TimeSpan.FromSeconds(2), LongestWait: TimeSpan.FromMinutes(10)),
            content => content.Hash,
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<SoundsFolderWatcher>();
        services.AddHostedService<PromptWorker>();
        services.AddHealthChecks().AddCheck<PromptTools>("prompts", tags: ["ready"]);
        return services;
    }
}
