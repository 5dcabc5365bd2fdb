using System.Collections.Concurrent;
using System.Diagnostics;
using CallControl.Asterisk.Ari.Link;
using CallControl.Calls;
using CallControl.Telemetry;

namespace CallControl.CallControl.Tests.Telemetry;

public sealed class CallTraceTests
{
    private const string Caller = "+79161234567";

    private readonly CallId _id = CallId.New(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task A_call_is_one_trace_of_its_own_id_with_a_span_for_each_stage()
    {
        using var listening = new Listening(_id);
        using var websocket = new Activity("the websocket's request").Start();
        var trace = new CallTrace(_id, Row(), TimeProvider.System);

        await RunAsync(trace);

        var root = listening.Of("call");
        root.TraceId.ToHexString().ShouldBe(_id.Value.ToString("N"));
        root.ParentSpanId.ShouldBe(default);
        root.GetTagItem("callcontrol.call.id").ShouldBe(_id.ToString());
        root.GetTagItem("callcontrol.flow").ShouldBe("virtual-number");
        root.GetTagItem("callcontrol.end_reason").ShouldBe("system.error");
        root.Status.ShouldBe(ActivityStatusCode.Error);
        foreach (var stage in new[] { "attributing", "ringing", "ending" })
            listening.Of(stage).ParentSpanId.ShouldBe(root.SpanId, stage);
        Activity.Current.ShouldBe(websocket);
    }

    [Fact]
    public async Task What_a_stage_does_is_a_child_of_the_stage_also_when_a_message_wakes_it()
    {
        using var listening = new Listening(_id);
        using var source = new ActivitySource(AriLink.ActivitySourceName);
        var trace = new CallTrace(_id, Row(), TimeProvider.System);

        await RunAsync(trace, during: () => source.StartActivity("request")?.Stop());

        listening.Of("request").ParentSpanId.ShouldBe(listening.Of("ringing").SpanId);
    }

    [Fact]
    public async Task No_span_tells_a_phone_number()
    {
        using var listening = new Listening(_id);

        await RunAsync(new CallTrace(_id, Row(), TimeProvider.System));

        listening.Spans.ShouldNotBeEmpty();
        listening.Spans.SelectMany(span => span.TagObjects).Where(tag => $"{tag.Value}".Contains(Caller[1..], StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_conversion_of_the_recording_is_in_the_trace_of_its_call()
    {
        using var listening = new Listening(_id);

        CallActivities.Start(CallActivities.Recording, _id)?.Stop();

        listening.Of("recording").TraceId.ToHexString().ShouldBe(_id.Value.ToString("N"));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.25, 2000, 3000)]
    [InlineData(1, 10_000, 10_000)]
    public void A_share_of_the_calls_is_sampled_each_whole(double share, int least, int most)
    {
        var sampler = new CallSampler(share);

        var taken = Enumerable.Range(0, 10_000).Count(_ => IsSampled(sampler, CallId.New(TimeProvider.System.GetUtcNow())));

        taken.ShouldBeInRange(least, most);
        var id = CallId.New(TimeProvider.System.GetUtcNow());
        IsSampled(sampler, id).ShouldBe(IsSampled(sampler, id));
    }

    [Fact]
    public void Work_that_belongs_to_no_call_is_not_sampled()
        => new CallSampler(1).ShouldSample(new(default, ActivityTraceId.CreateRandom(), "INSERT", ActivityKind.Client))
            .Decision.ShouldBe(OpenTelemetry.Trace.SamplingDecision.Drop);

    private static bool IsSampled(CallSampler sampler, CallId id)
        => sampler.ShouldSample(new(default, ActivityTraceId.CreateFromString(id.Value.ToString("N")), "call", ActivityKind.Server))
            .Decision == OpenTelemetry.Trace.SamplingDecision.RecordAndSample;

    /// <summary>As the call's loop does it.</summary>
    private static async Task RunAsync(CallTrace trace, Action? during = null)
    {
        trace.Begin();
        await EnterAsync(trace, "attributing");
        await EnterAsync(trace, "ringing");
        trace.Resume();
        during?.Invoke();
        await EnterAsync(trace, CallTrace.Ending);
        trace.End(EndReason.Failed);
    }

    private static async Task EnterAsync(CallTrace trace, string stage)
    {
        trace.Enter(stage);
        await Task.Yield();
    }

    private CallRow Row() => new()
    {
        Id = _id.Value,
        Node = "pbx",
        Flow = "virtual-number",
        Stage = "new",
        Caller = Caller,
        Dialled = "+74951112201",
        CallerChannel = "1.1",
        StartedAt = TimeProvider.System.GetUtcNow(),
    };

    /// <summary>Keeps the spans of one call; other tests' calls run at the same time.</summary>
    private sealed class Listening : IDisposable
    {
        private readonly ActivityListener _listener;

        public Listening(CallId call)
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name is CallActivities.SourceName or AriLink.ActivitySourceName,
                Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span =>
                {
                    if (span.TraceId.ToHexString() == call.Value.ToString("N"))
                        Spans.Add(span);
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public ConcurrentBag<Activity> Spans { get; } = [];

        public Activity Of(string name) => Spans.Where(span => span.DisplayName == name).ShouldHaveSingleItem();

        public void Dispose() => _listener.Dispose();
    }
}
