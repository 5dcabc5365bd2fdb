using CallControl.TestKit.Audio;
using CallControl.TestKit.Phones;

namespace CallControl.EndToEnd.Tests.Calls;

/// <summary>Two people who talk: each plays a tone of his own without a pause, so that any interruption can be seen in what the other heard.</summary>
public sealed class ToneTalk
{
    // Whole periods in a packet of 20 ms: one that Asterisk's recorder leaves out on a busy machine is no pause in the talk. And far from the ringback's 425 Hz.
    public const int CallersTone = 700;
    public const int OwnersTone = 1100;

    // A tone's edges are found to a window's length.
    private static readonly TimeSpan Edge = TimeSpan.FromMilliseconds(100);

    // The recording of the talk may begin so much later than the talk.
    private static readonly TimeSpan RecordingsDelay = TimeSpan.FromSeconds(1);

    // Where processors are short of time Asterisk's recorder leaves out up to a seventh, now and then 100 ms at once (measured with 45 % of both taken away). Without its process a
    // recording would miss seconds.
    private const double Recorded = 0.8;
    private static readonly TimeSpan RecordersPause = TimeSpan.FromMilliseconds(250);

    // So that a talk is one.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    private readonly Hearing _caller;
    private readonly Hearing _owner;

    private ToneTalk(PhoneCall caller, PhoneCall owner)
    {
        (Caller, Owner) = (caller, owner);
        _caller = new Hearing(caller, OwnersTone);
        _owner = new Hearing(owner, CallersTone);
    }

    /// <summary>Who plays <see cref="CallersTone"/>: the caller, or the employee who clicked.</summary>
    public PhoneCall Caller { get; }

    /// <summary>Who plays <see cref="OwnersTone"/>: the owner, or the client.</summary>
    public PhoneCall Owner { get; }

    /// <summary>Both begin to speak; returns when each has heard the other for two seconds.</summary>
    public static async Task<ToneTalk> BeginAsync(PhoneCall caller, PhoneCall owner)
    {
        await caller.PlayToneAsync(CallersTone);
        await owner.PlayToneAsync(OwnersTone);
        await owner.WaitUntilHeardAsync(heard => Tones.Find(heard, CallersTone, Shortest).Count > 0, "the caller");
        await caller.WaitUntilHeardAsync(heard => Tones.Find(heard, OwnersTone, Shortest).Count > 0, "the owner");
        return new ToneTalk(caller, owner);
    }

    /// <summary>Waits until both have heard two more seconds, of whatever it is.</summary>
    public Task GoOnAsync() => Task.WhenAll(_caller.GoOnAsync(), _owner.GoOnAsync());

    public async Task CallerHangsUpAsync()
    {
        await Caller.HangUpAsync();
        await Owner.WaitForHangUpAsync();
    }

    public async Task OwnerHangsUpAsync()
    {
        await Owner.HangUpAsync();
        await Caller.WaitForHangUpAsync();
    }

    /// <summary>After the end: each heard one tone without a gap, from the beginning until after the last <see cref="GoOnAsync"/>.</summary>
    public void ShouldBeUnbroken()
    {
        _caller.ShouldBeUnbroken();
        _owner.ShouldBeUnbroken();
    }

    /// <summary>The stereo recording holds both tones without a gap, each on its own side alone.</summary>
    public async Task ShouldBeWholeInAsync(string recording)
    {
        var (left, right) = await StereoSound.ReadAsync(recording);
        Lasts(left, CallersTone, (_owner.Heard - RecordingsDelay) * Recorded, RecordersPause);
        Lasts(right, OwnersTone, (_caller.Heard - RecordingsDelay) * Recorded, RecordersPause);
        Tones.Contains(left, OwnersTone).ShouldBeFalse();
        Tones.Contains(right, CallersTone).ShouldBeFalse();
    }

    private static AudioSpan Lasts(WavFile sound, int hertz, TimeSpan atLeast, TimeSpan? pause = null)
    {
        var tone = Tones.Find(sound, hertz, pause: pause).ShouldHaveSingleItem($"{hertz} Hz without a gap");
        (tone.To - tone.From).ShouldBeGreaterThan(atLeast);
        return tone;
    }

    private sealed class Hearing(PhoneCall phone, int others)
    {
        private readonly TimeSpan _from = phone.Heard.Duration;
        private TimeSpan _to = phone.Heard.Duration;

        /// <summary>How long the other must have been heard.</summary>
        public TimeSpan Heard => _to - _from;

        public async Task GoOnAsync()
        {
            var enough = phone.Heard.Duration + TimeSpan.FromSeconds(2);
            await phone.WaitUntilHeardAsync(heard => heard.Duration > enough, "two more seconds");
            _to = phone.Heard.Duration;
        }

        public void ShouldBeUnbroken()
        {
            Heard.ShouldBeGreaterThan(TimeSpan.FromSeconds(2), "the test let them talk");
            var tone = Lasts(phone.Heard, others, Heard);
            tone.From.ShouldBeLessThan(_from + Edge);
            tone.To.ShouldBeGreaterThan(_to - Edge);
        }
    }
}
