using CallControl.TestKit.Audio;

namespace CallControl.EndToEnd.Tests.Audio;

public sealed class Tones_and_silence
{
    [Fact]
    public void A_tone_is_found_between_its_times()
    {
        var heard = Signals.Join(Signals.Silence(1), Tones.Make(440, TimeSpan.FromSeconds(2)), Signals.Silence(1)).ThroughMuLaw();

        var found = Tones.Find(heard, 440).ShouldHaveSingleItem();

        found.From.TotalSeconds.ShouldBe(1, 0.05);
        found.To.TotalSeconds.ShouldBe(3, 0.05);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(400)]
    [InlineData(880)]
    public void Another_tone_is_not_taken_for_it(double hertz)
    {
        Tones.Contains(Tones.Make(440, TimeSpan.FromSeconds(1)).ThroughMuLaw(), hertz).ShouldBeFalse();
    }

    [Fact]
    public void Speech_holds_no_tone()
    {
        Tones.Contains(Signals.Speech(seed: 5, seconds: 10), 1000).ShouldBeFalse();
    }

    [Fact]
    public void Two_tones_at_once_are_both_found()
    {
        var (low, high) = (Tones.Make(440, TimeSpan.FromSeconds(1)), Tones.Make(1000, TimeSpan.FromSeconds(1)));
        var mixed = new WavFile(Signals.Rate, [.. low.Samples.Zip(high.Samples, (a, b) => (short)(a + b))]).ThroughMuLaw();

        Tones.Contains(mixed, 440).ShouldBeTrue();
        Tones.Contains(mixed, 1000).ShouldBeTrue();
    }

    [Fact]
    public void Loudness_is_measured_in_the_window_asked_for()
    {
        var heard = Signals.Join(Signals.Silence(1), Tones.Make(440, TimeSpan.FromSeconds(1), level: -20));

        Loudness.Of(heard, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)).ShouldBe(-20, 0.1);
        Loudness.Of(heard, TimeSpan.Zero, TimeSpan.FromSeconds(1)).ShouldBe(double.NegativeInfinity);
    }

    [Fact]
    public void Silence_and_sound_are_told_apart()
    {
        var heard = Signals.Join(Signals.Silence(1), Tones.Make(440, TimeSpan.FromSeconds(2)), Signals.Silence(3)).ThroughMuLaw();

        Loudness.FindSilence(heard, TimeSpan.FromSeconds(0.5)).Select(span => Math.Round(span.Length.TotalSeconds, 1)).ShouldBe([1, 3]);
        Loudness.FindSound(heard, TimeSpan.FromSeconds(0.2)).ShouldHaveSingleItem().From.TotalSeconds.ShouldBe(1, 0.03);
    }
}
