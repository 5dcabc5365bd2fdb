using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web.Api;
using CallControl.Enterprises;

namespace CallControl.CallControl.Tests.Enterprises;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class KeysFolderTests(PostgresFixture postgres) : IDisposable
{
    private const string Secret = "client-id-123456789";

    private readonly string _parent = Directory.CreateTempSubdirectory("keys").FullName;

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public async Task Secrets_are_read_after_a_restart_with_the_keys_of_the_folder_and_the_database_has_none()
    {
        // It is made where it is missing.
        var folder = Path.Combine(_parent, "keys");
        await using var database = await TestDatabase.CreateAsync(postgres);
        var first = await StartAsync(database, folder);
        var added = await first.SendAsync(HttpMethod.Put, "/api/v1/enterprises/0367", $$"""{"name": "June", "secret": "{{Secret}}"}""");
        added.Status.ShouldBe(System.Net.HttpStatusCode.Created, added.Text);
        await first.App.DisposeAsync();

        var second = await StartAsync(database, folder);
        var found = second.App.Service<EnterpriseDirectory>().FindBySecret(Secret);
        await second.App.DisposeAsync();

        found.ShouldNotBeNull().Number.ShouldBe("0367");
        (await database.ScalarAsync<string>("SELECT secret FROM enterprises")).ShouldNotBeNull().ShouldNotContain(Secret);
        (await database.ScalarAsync<long>("SELECT count(*) FROM data_protection_keys")).ShouldBe(0);
        Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).ShouldHaveSingleItem().ShouldStartWith("key-");
    }

    private static Task<ApiApp> StartAsync(TestDatabase database, string folder) => ApiApp.StartOnAsync(database, _ => { }, $"--Enterprises:KeysFolder={folder}");
}
