using CallControl.Asterisk.Ari.Model;
using CallControl.Calls;

namespace CallControl.Nodes;

/// <summary>A channel that the dialplan has brought into our application.</summary>
internal static class StasisCaller
{
    public static bool Is(Channel channel, string application)
        => CallId.TryParse(channel.Id.Value) is null
            && channel.Dialplan is { AppName: "Stasis", AppData: { } data } && data.StartsWith($"{application},", StringComparison.Ordinal);

    /// <summary>The arguments that the dialplan gave to <c>Stasis()</c> after the application's name.</summary>
    public static IReadOnlyList<string> ArgumentsOf(Channel channel) => channel.Dialplan.AppData?.Split(',')[1..] ?? [];
}
