using System.Diagnostics.Metrics;
using CallControl.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallControl.CallControl.Tests.Telemetry;

public sealed class MetricsCollectorTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MetricsCollector _collector;
    private readonly Meter _meter;

    public MetricsCollectorTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _collector = new MetricsCollector(meters, NullLogger<MetricsCollector>.Instance);
        _meter = meters.Create("CallControl.Trial");
    }

    private PrometheusPage Page => PrometheusPage.Parse(_collector.Page());

    public void Dispose()
    {
        _collector.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void A_counter_is_0_before_it_has_counted_and_adds_up_by_labels()
    {
        var counter = _meter.CreateCounter<long>("trial.things");
        var before = Page.Value("trial_things_total");

        counter.Add(2, Label("kind", "a"));
        counter.Add(3, Label("kind", "a"));
        counter.Add(1, Label("kind", "b"));

        before.ShouldBe(0);
        Page.Types["trial_things_total"].ShouldBe("counter");
        Page.Value("trial_things_total", "kind=\"a\"").ShouldBe(5);
        Page.Value("trial_things_total", "kind=\"b\"").ShouldBe(1);
        Page.Value("trial_things_total").ShouldBeNull();
    }

    [Fact]
    public void A_value_on_a_buckets_bound_belongs_to_that_bucket()
    {
        var histogram = _meter.CreateHistogram("trial.time", "s", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });

        foreach (var seconds in new[] { 0.05, 0.1, 0.5, 7 })
            histogram.Record(seconds);

        var page = Page;
        page.Types["trial_time_seconds"].ShouldBe("histogram");
        page.Value("trial_time_seconds_bucket", "le=\"0.1\"").ShouldBe(2);
        page.Value("trial_time_seconds_bucket", "le=\"1\"").ShouldBe(3);
        page.Value("trial_time_seconds_bucket", "le=\"+Inf\"").ShouldBe(4);
        page.Value("trial_time_seconds_sum")!.Value.ShouldBe(7.65, 1e-9);
    }

    [Fact]
    public void Whatever_stands_in_a_label_or_a_description_the_page_stays_readable()
    {
        var counter = _meter.CreateCounter<long>("trial.odd-name", description: "A \\ and\na line");

        counter.Add(1, Label("a.b", "quote \" backslash \\ line\nend"));
        counter.Add(1, Label("a.b", null));

        Page.Value("trial_odd_name_total", """a_b="quote \" backslash \\ line\nend" """.TrimEnd()).ShouldBe(1);
        Page.Value("trial_odd_name_total", "a_b=\"\"").ShouldBe(1);
    }

    [Fact]
    public void The_order_of_labels_makes_no_difference()
    {
        var counter = _meter.CreateCounter<long>("trial.ordered");

        counter.Add(1, Label("x", 1), Label("y", 2));
        counter.Add(1, Label("y", 2), Label("x", 1));

        Page.Value("trial_ordered_total", "x=\"1\",y=\"2\"").ShouldBe(2);
    }

    [Fact]
    public void A_gauge_shows_what_is_and_forgets_what_it_no_longer_names()
    {
        List<Measurement<int>> shown = [new(5, Label("node", "a")), new(6, Label("node", "b"))];
        _meter.CreateObservableGauge("trial.level", () => shown, "By");
        var first = Page;

        shown = [new(7, Label("node", "a"))];
        var second = Page;

        first.Value("trial_level_bytes", "node=\"b\"").ShouldBe(6);
        second.Value("trial_level_bytes", "node=\"a\"").ShouldBe(7);
        second.Value("trial_level_bytes", "node=\"b\"").ShouldBeNull();
    }

    [Fact]
    public void A_gauge_that_fails_does_not_take_the_page_with_it()
    {
        _meter.CreateObservableGauge("trial.broken", int () => throw new InvalidOperationException("no"));
        _meter.CreateObservableGauge("trial.sound", () => 3);

        Page.Value("trial_sound").ShouldBe(3);
    }

    [Fact]
    public void Labels_without_end_are_counted_together_beyond_a_limit()
    {
        var counter = _meter.CreateCounter<long>("trial.many");

        for (var label = 0; label < Metric.MostSeries + 500; label++)
            counter.Add(1, Label("id", label));

        Page.Samples.Count(sample => sample.Name == "trial_many_total").ShouldBe(Metric.MostSeries + 1);
        Page.Value("trial_many_total", "overflow=\"true\"").ShouldBe(500);
    }

    [Fact]
    public void Nothing_is_lost_when_many_count_at_once()
    {
        var counter = _meter.CreateCounter<long>("trial.crowd");
        var histogram = _meter.CreateHistogram<int>("trial.crowd.size");

        Parallel.For(0, 20_000, at =>
        {
            counter.Add(1, Label("of", at % 7));
            histogram.Record(1, Label("of", at % 7));
        });

        var page = Page;
        Enumerable.Range(0, 7).Sum(of => page.Value("trial_crowd_total", $"of=\"{of}\"")).ShouldBe(20_000);
        Enumerable.Range(0, 7).Sum(of => page.Value("trial_crowd_size_count", $"of=\"{of}\"")).ShouldBe(20_000);
    }

    [Fact]
    public void Instruments_of_another_application_in_this_process_are_not_shown()
    {
        using var others = new ServiceCollection().AddMetrics().BuildServiceProvider();
        others.GetRequiredService<IMeterFactory>().Create("CallControl.Trial").CreateObservableGauge("trial.foreign", () => 1);

        Page.Types.Keys.ShouldNotContain("trial_foreign");
    }

    private static KeyValuePair<string, object?> Label(string name, object? value) => new(name, value);
}
