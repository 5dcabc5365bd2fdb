using CallControl.EndToEnd.Tests.Audio;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Audio;
using CallControl.TestKit.Phones;

namespace CallControl.EndToEnd.Tests.Rig;

/// <summary>The phones of the test kit against a pbx with a dialplan of a few lines, so that what they report is known beforehand.</summary>
public sealed class Phones : IAsyncLifetime
{
    private const string Visitor = "+79160000001";
    private const string Owner = "+79260000002";
    private static readonly WavFile Prompt = Signals.Speech(seed: 11, seconds: 4);
    private AsteriskPorts _pbxPorts = null!;
    private AsteriskPorts _pstnPorts = null!;
    private AsteriskInstance _pbx = null!;
    private AsteriskInstance _network = null!;
    private Pstn _pstn = null!;

    public async Task InitializeAsync()
    {
        _pbxPorts = AsteriskPorts.Lease(PbxProfile.Address);
        _pstnPorts = AsteriskPorts.Lease(PstnProfile.Address);
        _pbx = new AsteriskInstance(PbxProfile.Create(_pbxPorts, _pstnPorts, LinkDirection.Inbound));
        _network = new AsteriskInstance(PstnProfile.Create(_pstnPorts, _pbxPorts));
        Prompt.Write(_pbx.HostPath($"{_pbx.SoundsPath}/prompt.wav"));
        await File.WriteAllTextAsync(Path.Combine(_pbx.ConfigFolder, "local", "extensions.conf"), $$"""
            [from-trunk](+)
            exten => +74951112201,1,Answer()
             same => n,Read(KEY,{{_pbx.SoundsPath}}/prompt,1,,1,10)
             same => n,Set(CALLERID(num)=key${KEY})
             same => n,Dial(PJSIP/{{Owner}}@trunk,20)
            exten => +74951112202,1,Dial(PJSIP/{{Owner}}@trunk,20)
             same => n,Hangup()

            """);
        await Task.WhenAll(_pbx.StartAsync(), _network.StartAsync());
        _pstn = await Pstn.ConnectAsync(_network);
    }

    public async Task DisposeAsync()
    {
        await _pstn.DisposeAsync();
        await _network.DisposeAsync();
        await _pbx.DisposeAsync();
    }

    [Fact]
    public async Task Caller_and_owner_hear_prompts_and_each_other_and_press_keys()
    {
        var caller = await _pstn.CallAsync(Visitor, "+74951112201");
        await caller.WaitForAnswerAsync();
        await caller.WaitUntilHeardAsync(heard => AudioMatch.Find(heard, Prompt, TimeSpan.FromSeconds(1)).Found, "the prompt");
        await caller.PressAsync("1");
        var owner = await _pstn.ExpectCallAsync(Owner);
        await owner.RingAsync();
        await owner.AnswerAsync();
        await caller.PlayToneAsync(700);
        await owner.PlayToneAsync(1100);
        await owner.WaitUntilHeardAsync(heard => Tones.Contains(heard, 700), "the caller");
        await caller.WaitUntilHeardAsync(heard => Tones.Contains(heard, 1100), "the owner");
        await owner.HangUpAsync();
        var end = await caller.WaitForHangUpAsync();
        await _pstn.WaitUntilQuietAsync();

        end.Cause.ShouldBe(16);
        owner.ShownCallerId.ShouldBe("key1");
        AudioMatch.Find(caller.Heard, Prompt, TimeSpan.FromSeconds(1)).Score.ShouldBeGreaterThan(0.95);
        AudioMatch.Find(owner.Heard, Prompt, TimeSpan.FromSeconds(1)).Found.ShouldBeFalse();
        Tones.Contains(caller.Heard, 700).ShouldBeFalse();
        Tones.Contains(caller.Said, 700).ShouldBeTrue();
        Tones.Contains(owner.Said, 1100).ShouldBeTrue();
        Tones.Contains(owner.Heard, 1100).ShouldBeFalse();
        caller.SipReceived().ShouldContain(message => message.StartsWith("SIP/2.0 200", StringComparison.Ordinal));
        caller.SipReceived().ShouldNotContain(message => message.StartsWith("INVITE", StringComparison.Ordinal));
        caller.SipReceived().ShouldAllBe(message => !message.Contains(Owner.TrimStart('+')));
    }

    [Fact]
    public async Task A_busy_owner_makes_the_callers_call_end()
    {
        var caller = await _pstn.CallAsync(Visitor, "+74951112202");
        var owner = await _pstn.ExpectCallAsync(Owner);
        owner.ShownCallerId.ShouldBe(Visitor);

        await owner.RejectAsync(17);

        (await caller.WaitForHangUpAsync()).SipCode.ShouldBe(486);
        caller.IsAnswered.ShouldBeFalse();
        await _pstn.WaitUntilQuietAsync();
    }
}
