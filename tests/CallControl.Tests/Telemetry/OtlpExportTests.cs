using System.Diagnostics;
using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web;
using CallControl.Calls;
using CallControl.Telemetry;
using CallControl.TestKit.Network;
using CallControl.TestKit.Processes;

namespace CallControl.CallControl.Tests.Telemetry;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class OtlpExportTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Metrics_and_traces_reach_a_collector()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var database = await TestDatabase.CreateEmptyAsync(postgres);
        await using var app = await RunningApp.StartAsync(
            database, $"--Telemetry:OtlpEndpoint={collector.Address.OriginalString}", "--Telemetry:OtlpProtocol=Http", "--Telemetry:OtlpInterval=00:00:01", "--Telemetry:OtlpHeaders=x-test=yes");
        var id = CallId.New(TimeProvider.System.GetUtcNow());

        using (var call = CallActivities.Start(CallActivities.Call, id))
            call.ShouldNotBeNull().IsAllDataRequested.ShouldBeTrue();

        await Poll.UntilAsync(() => collector.Has("/v1/metrics", "callcontrol.link.up", "yes"), Limit, "metrics arrive");
        await Poll.UntilAsync(() => collector.Has("/v1/traces", Convert.FromHexString(id.Value.ToString("N"))), Limit, "the call's trace arrives");
        collector.Has("/v1/metrics", "dotnet.process.memory.working_set", "yes").ShouldBeTrue();
    }

    [Fact]
    public async Task A_collector_that_is_away_holds_neither_the_start_nor_the_stop()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(postgres);
        var clock = Stopwatch.StartNew();

        await using (var app = await RunningApp.StartAsync(database, $"--Telemetry:OtlpEndpoint=http://127.0.0.1:{FreePort.Take()}"))
        {
            CallActivities.Start(CallActivities.Call, CallId.New(TimeProvider.System.GetUtcNow()))?.Stop();
            (await app.Client.GetAsync(new Uri("/health/live", UriKind.Relative))).EnsureSuccessStatusCode();
        }

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
    }
}
