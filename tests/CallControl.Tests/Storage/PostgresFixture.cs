using CallControl.TestKit.Postgres;

namespace CallControl.CallControl.Tests.Storage;

/// <summary>One PostgreSQL server for all tests of this assembly; every test takes a database of its own from it.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private PostgresCluster? _cluster;

    public PostgresCluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster is not started");

    public async Task InitializeAsync() => _cluster = await PostgresCluster.CreateAsync();

    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}
