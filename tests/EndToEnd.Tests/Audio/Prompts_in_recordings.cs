using CallControl.TestKit.Audio;

namespace CallControl.EndToEnd.Tests.Audio;

public sealed class Prompts_in_recordings
{
    private static readonly WavFile Prompt = Signals.Speech(seed: 1, seconds: 4);

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.3)]
    [InlineData(1.8)]
    public void A_prompt_is_found_where_it_begins_whatever_its_level(double factor)
    {
        var heard = Signals.Join(Signals.Silence(2.5), Prompt.Louder(factor), Signals.Silence(3)).ThroughMuLaw();

        var match = AudioMatch.Find(heard, Prompt);

        match.Score.ShouldBeGreaterThan(0.95);
        match.Offset.TotalSeconds.ShouldBe(2.5, 0.001);
    }

    [Fact]
    public void Another_prompt_scores_low()
    {
        var heard = Signals.Join(Signals.Silence(1), Signals.Speech(seed: 2, seconds: 4), Signals.Speech(seed: 3, seconds: 4)).ThroughMuLaw();

        var match = AudioMatch.Find(heard, Prompt);

        match.Found.ShouldBeFalse();
        match.Score.ShouldBeLessThan(0.4);
    }

    [Fact]
    public void Silence_holds_no_prompt()
    {
        AudioMatch.Find(Signals.Silence(10).ThroughMuLaw(), Prompt).Score.ShouldBe(0);
    }

    [Fact]
    public void A_prompt_that_was_cut_short_is_found_by_its_beginning()
    {
        var heard = Signals.Join(Signals.Silence(1), Prompt.Slice(TimeSpan.Zero, TimeSpan.FromSeconds(1.5)), Signals.Silence(5)).ThroughMuLaw();

        var beginning = AudioMatch.Find(heard, Prompt, firstOnly: TimeSpan.FromSeconds(1));

        beginning.Score.ShouldBeGreaterThan(0.95);
        beginning.Offset.TotalSeconds.ShouldBe(1, 0.001);
    }

    [Fact]
    public void A_prompt_made_for_wideband_is_found_in_a_narrowband_recording()
    {
        var wide = Signals.Speech(seed: 4, seconds: 2, rate: 16000);
        var narrow = new WavFile(Signals.Rate, [.. wide.Samples.Where((_, index) => index % 2 == 0)]);
        var heard = Signals.Join(Signals.Silence(1), narrow, Signals.Silence(1)).ThroughMuLaw();

        var match = AudioMatch.Find(heard, wide);

        match.Score.ShouldBeGreaterThan(0.9);
        match.Offset.TotalSeconds.ShouldBe(1, 0.002);
    }
}
