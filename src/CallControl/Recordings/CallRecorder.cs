using CallControl.Asterisk.Ami;
using CallControl.Calls;
using Microsoft.Extensions.Options;

namespace CallControl.Recordings;

/// <summary>
/// Records a call: MixMonitor on the caller's channel writes each side to a file of its own. Cheaper than recording the bridge, which
/// would turn a two-party bridge into a mixing one.
/// </summary>
internal sealed class CallRecorder(IOptions<RecordingsOptions> options, RecordingNames names, RecordingQueue queue, RecordingSpace space)
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);

    /// <summary>Asks for the recording beside the call; the answer comes to the stage as <see cref="AmiResponse"/> or as failed work.</summary>
    public void Start(Call call, Stage stage)
    {
        if (!options.Value.Enabled)
            return;
        if (space.IsFull)
        {
            // The call is worth more than its recording.
            RecordingMetrics.Skipped.Add(1);
            call.Note("recording", "skipped", space.Reason);
            return;
        }

        call.Run(stage, Budget, cancellation => call.Environment.Ami.MixMonitorAsync(
            call.Caller.Id.Value, file: "", names.MixMonitorOptions(call.Id.Value), command: null, cancellation));
    }

    /// <summary>In another process: the recording may be going on already, which its files tell.</summary>
    public void Resume(Call call, Stage stage)
    {
        if (names.HasFiles(call.Id.Value))
            call.Row.Recorded = true;
        else
            Start(call, stage);
    }

    /// <summary>Has the files of an ended call converted.</summary>
    public void Finish(Call call) => queue.Enqueue(names.JobOf(call.Id.Value, call.Row.StartedAt));
}
