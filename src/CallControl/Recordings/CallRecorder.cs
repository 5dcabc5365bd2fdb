using CallControl.Asterisk.Ami;
using CallControl.Calls;
using Microsoft.Extensions.Options;

namespace CallControl.Recordings;

/// <summary>
/// Starts the recording of a call: MixMonitor on the caller's channel writes each side to a file of its own. Cheaper than recording the
/// bridge, which would turn a two-party bridge into a mixing one.
/// </summary>
internal sealed class CallRecorder(IOptions<RecordingsOptions> options)
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);

    /// <summary>Asks for the recording beside the call; the answer comes to the stage as <see cref="AmiResponse"/> or as failed work.</summary>
    public void Start(Call call, Stage stage)
    {
        if (!options.Value.Enabled)
            return;

        var (caller, owner) = (RecordingFiles.CallerSide(call.Id.Value), RecordingFiles.OwnerSide(call.Id.Value));
        call.Run(stage, Budget, cancellation => call.Environment.Ami.MixMonitorAsync(
            call.Caller.Name!, file: "", $"r({Path(caller)})t({Path(owner)})", command: null, cancellation));
    }

    private string Path(string file) => $"{options.Value.AsteriskFolder}/{file}";
}
