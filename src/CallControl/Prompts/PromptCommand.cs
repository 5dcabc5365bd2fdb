using System.Globalization;

namespace CallControl.Prompts;

/// <summary><c>callcontrol prompts …</c>: the sounds without a running program. A program that runs takes up what changed by itself.</summary>
internal sealed class PromptCommand(PromptEditor editor, PromptLibrary library, PromptCache cache, SoundsFolder folder)
{
    public const string Verb = "prompts";

    private const string Usage = """
        prompts list [LANGUAGE]                       names, texts, and where each sound comes from
        prompts preview LANGUAGE NAME FILE.wav        what callers hear; --title=TEXT and --id=NUMBER for prompts that name a listing
        prompts replace LANGUAGE NAME FILE            a WAV, MP3 or Ogg file instead of the speech
        prompts restore LANGUAGE NAME                 the speech again
        Settings as for the program: environment, appsettings.json, --Prompts:SoundsFolder=FOLDER
        """;

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        // A word that begins with a slash is a path here, and to the configuration a setting.
        var settings = args[1..].Where(argument => argument.StartsWith("--", StringComparison.Ordinal)).ToArray();
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddPrompts();
        builder.Services.AddSingleton<PromptCommand>();
        try
        {
            using var host = builder.Build();
            return await host.Services.GetRequiredService<PromptCommand>().RunAsync(
                [.. args[1..].Except(settings)], builder.Configuration["title"], builder.Configuration["id"]);
        }
        catch (Exception e) when (Startup.Explain(e) is { } line)
        {
            await Console.Error.WriteLineAsync($"callcontrol: {line}");
            return Startup.Misconfigured;
        }
    }

    private async Task<int> RunAsync(string[] words, string? title, string? id)
    {
        cache.Open();
        library.Catalogue = folder.Read(PromptCatalogue.Empty);
        switch (words)
        {
            case ["list"]:
                return List(_ => true);
            case ["list", var language]:
                return List(prompt => prompt.Language == language);
            case ["preview", var language, var name, var file]:
                var (wav, problem) = await editor.PreviewAsync(language, name, new PromptValues(title, id), CancellationToken.None);
                if (wav is not null)
                    await File.WriteAllBytesAsync(file, wav);
                return Done(problem, $"{file}: {Seconds(wav)} s");
            case ["replace", var language, var name, var file]:
                if (!File.Exists(file))
                    return Done($"{file} is not there", "");
                await using (var sound = File.OpenRead(file))
                    return Done(await editor.ReplaceAsync(language, name, sound, CancellationToken.None), $"{language} {name} is now {file}");
            case ["restore", var language, var name]:
                return Done(editor.Restore(language, name), $"{language} {name} is spoken again");
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 64; // EX_USAGE
        }
    }

    private static string Seconds(byte[]? wav) => (((wav?.Length ?? 44) - 44) / 32_000.0).ToString("0.0", CultureInfo.InvariantCulture);

    private static int Done(string? problem, string done)
    {
        if (problem is not null)
            Console.Error.WriteLine($"callcontrol: {problem}");
        else
            Console.WriteLine(done);
        return problem is null ? 0 : 1;
    }

    private int List(Func<PromptInfo, bool> wanted)
    {
        foreach (var prompt in editor.List().Where(wanted))
        {
            var made = prompt.Made switch { true => "made", false => "not made", null => $"by {string.Join(", ", prompt.Needs)}" };
            Console.WriteLine($"{prompt.Language,-4}{prompt.Name,-18}{prompt.Source,-10}{made,-10} {prompt.Text}");
        }

        return 0;
    }
}
