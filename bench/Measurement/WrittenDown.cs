namespace CallControl.Bench.Measurement;

/// <summary>What a scenario's own record says of its calls.</summary>
/// <param name="Bridged">Brought their two legs together, and have ended.</param>
/// <param name="Refused">Let go unanswered, since the node was full.</param>
internal sealed record WrittenDown(int Bridged, int Refused)
{
    public static WrittenDown operator -(WrittenDown after, WrittenDown before) => new(after.Bridged - before.Bridged, after.Refused - before.Refused);
}
