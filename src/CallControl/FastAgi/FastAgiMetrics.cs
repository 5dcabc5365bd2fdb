using System.Diagnostics.Metrics;

namespace CallControl.FastAgi;

internal static class FastAgiMetrics
{
    private static readonly Meter Meter = new("CallControl.FastAgi");

    private static readonly Histogram<double> Questions = Meter.CreateHistogram<double>(
        "callcontrol.fastagi.questions", "s", "Questions of dialplans, by script and result");

    public static void Answered(string script, string result, TimeSpan took) =>
        Questions.Record(took.TotalSeconds, new KeyValuePair<string, object?>("script", script), new KeyValuePair<string, object?>("result", result));
}
