using System.Diagnostics;
using CallControl.Calls;

namespace CallControl.Telemetry;

/// <summary>The activities of calls. What they say of a call is its ids and words, never a phone number.</summary>
internal static class CallActivities
{
    public const string SourceName = "CallControl";

    /// <summary>The root of a call's trace.</summary>
    public const string Call = "call";

    /// <summary>The conversion of a call's recording, after its end.</summary>
    public const string Recording = "recording";

    public static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins one of the two above: it has no parent, only the trace that the call's id names.</summary>
    public static Activity? Start(string name, CallId call)
    {
        if (!Source.HasListeners())
            return null;
        Span<byte> bytes = stackalloc byte[16];
        call.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        var trace = new ActivityContext(ActivityTraceId.CreateFromBytes(bytes), default, ActivityTraceFlags.None);
        return Source.StartActivity(name, name == Call ? ActivityKind.Server : ActivityKind.Internal, trace);
    }
}
