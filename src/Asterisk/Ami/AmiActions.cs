namespace CallControl.Asterisk.Ami;

/// <summary>The actions this product uses, by their Asterisk names.</summary>
public static class AmiActions
{
    public static Task<AmiResponse> PingAsync(this AmiClient client, CancellationToken cancellation) =>
        client.SendAsync(new AmiAction("Ping"), cancellation);

    /// <summary>Has Asterisk make a call. Success means that it will try; what came of it is the event <c>OriginateResponse</c> with the same ActionID.</summary>
    public static Task<AmiResponse> OriginateAsync(this AmiClient client, AmiOriginate originate, CancellationToken cancellation) =>
        client.SendAsync(originate.ToAction(), cancellation);

    /// <summary>
    /// Starts recording a channel. With <c>r(file)t(file)</c> in the options and an empty <paramref name="file"/> only the two sides are written:
    /// <c>r</c> is what the channel's own party says, <c>t</c> is what it hears. Success does not mean that the files could be opened.
    /// </summary>
    /// <param name="client">The link.</param>
    /// <param name="channel">Name or unique id of the channel.</param>
    /// <param name="file">The mixed file; empty for none.</param>
    /// <param name="options">As the dialplan application MixMonitor takes them.</param>
    /// <param name="command">Run by Asterisk when the recording ends; null for none.</param>
    /// <param name="cancellation">Gives up waiting; the action may have been done.</param>
    public static Task<AmiResponse> MixMonitorAsync(
        this AmiClient client, string channel, string file, string options, string? command, CancellationToken cancellation) =>
        client.SendAsync(
            new AmiAction("MixMonitor").With("Channel", channel).With("File", file).With("Options", options).With("Command", command), cancellation);

    /// <summary>Ends the recording that was started last on a channel; hanging up ends all of them.</summary>
    public static Task<AmiResponse> StopMixMonitorAsync(this AmiClient client, string channel, CancellationToken cancellation) =>
        client.SendAsync(new AmiAction("StopMixMonitor").With("Channel", channel), cancellation);
}
