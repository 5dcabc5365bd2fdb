using System.Buffers.Binary;
using OpenTelemetry.Trace;

namespace CallControl.Telemetry;

/// <summary>
/// Takes a share of the calls, each whole: the share is decided by the call's id, so spans of one call agree, also over a restart. What
/// belongs to no call (the journal's SQL, for example) is left out.
/// </summary>
internal sealed class CallSampler(double share) : Sampler
{
    private const double Range = 1UL << 56;

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        var parent = samplingParameters.ParentContext;
        if (parent.SpanId != default)
            return new SamplingResult((parent.TraceFlags & System.Diagnostics.ActivityTraceFlags.Recorded) != 0);
        var isRoot = samplingParameters.Name is CallActivities.Call or CallActivities.Recording;
        return new SamplingResult(isRoot && IsWithinShare(samplingParameters.TraceId));
    }

    // The first bytes of a call's id are the time; the last seven are random.
    private bool IsWithinShare(System.Diagnostics.ActivityTraceId trace)
    {
        Span<byte> bytes = stackalloc byte[16];
        trace.CopyTo(bytes);
        return (BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) & ((1UL << 56) - 1)) / Range < share;
    }
}
