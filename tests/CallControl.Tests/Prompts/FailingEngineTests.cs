using CallControl.Prompts;

namespace CallControl.CallControl.Tests.Prompts;

public sealed class FailingEngineTests : IAsyncLifetime
{
    private readonly PromptsHost _prompts = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _prompts.DisposeAsync();

    [Fact]
    public async Task A_failing_engine_is_logged_with_its_reason_and_tried_again_while_calls_go_on()
    {
        _prompts.WriteTexts("ru", "greeting: \"Объект {title}.\"\n");
        _prompts.Settings["Prompts:Voices:ru:Voice"] = "zzqq";
        await _prompts.StartAsync();

        var found = _prompts.Library.TryFind("greeting", "ru", new PromptValues("Домик"), out _);
        await _prompts.UntilAsync(() => Failures() == 2);

        found.ShouldBeFalse();
        _prompts.Log.ShouldContain(line => line.Contains("attempt 2: espeak-ng: ", StringComparison.Ordinal) && line.Contains("voice", StringComparison.Ordinal));
        Directory.GetFiles(_prompts.Cache).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sound_asked_for_many_times_is_queued_once()
    {
        _prompts.WriteTexts("ru", "greeting: \"Объект {title}.\"\n");
        await _prompts.StartAsync();

        for (var call = 0; call < 100; call++)
            _prompts.Library.MakeAhead("greeting", "ru", new PromptValues("Домик"));
        _prompts.Library.MakeAhead("greeting", "ru", new PromptValues("Последний"));
        await _prompts.FindAsync("greeting", "ru", new PromptValues("Последний"));

        _prompts.Log.Count(line => line.Contains("Made sound", StringComparison.Ordinal)).ShouldBe(2);
    }

    private int Failures() => _prompts.Log.Count(line => line.Contains("not made, attempt", StringComparison.Ordinal));
}
