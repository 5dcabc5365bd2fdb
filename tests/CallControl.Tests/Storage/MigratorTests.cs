using CallControl.Storage;
using Npgsql;

namespace CallControl.CallControl.Tests.Storage;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class MigratorTests(PostgresFixture postgres)
{
    private static readonly Migration First = new(1, "first", "CREATE TABLE first (id int); INSERT INTO first VALUES (1);");
    private static readonly Migration Second = new(2, "second", "INSERT INTO first VALUES (2);");

    [Fact]
    public async Task Migrations_are_applied_in_order_and_once()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(postgres);

        await database.MigrateAsync([First]);
        await database.MigrateAsync([First, Second]);
        await database.MigrateAsync([First, Second]);

        (await database.QueryAsync<int>("SELECT id FROM first ORDER BY id")).ShouldBe([1, 2]);
        (await database.QueryAsync<string>("SELECT version || ' ' || name FROM schema_migrations ORDER BY version")).ShouldBe(["1 first", "2 second"]);
    }

    [Fact]
    public async Task Replicas_that_start_at_once_apply_each_migration_once()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(postgres);
        var slow = First with { Sql = First.Sql + "SELECT pg_sleep(0.2);" };

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => database.MigrateAsync([slow, Second])));

        (await database.QueryAsync<int>("SELECT id FROM first ORDER BY id")).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_behind_and_is_named()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(postgres);
        var broken = new Migration(2, "broken", "CREATE TABLE half (id int); SELECT nonsense;");

        var failed = await Should.ThrowAsync<StartupException>(() => database.MigrateAsync([First, broken]));

        failed.Message.ShouldBe("Migration 0002_broken failed: column \"nonsense\" does not exist (42703)");
        (await database.ScalarAsync<bool>("SELECT to_regclass('half') IS NULL")).ShouldBeTrue();
        (await database.QueryAsync<int>("SELECT version FROM schema_migrations")).ShouldBe([1]);
    }

    [Fact]
    public async Task A_changed_file_is_refused()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(postgres);
        await database.MigrateAsync([First]);

        var refused = await Should.ThrowAsync<StartupException>(() => database.MigrateAsync([First with { Sql = "SELECT 1" }]));

        refused.Message.ShouldStartWith("Migration 0001_first was changed");
    }

    [Fact]
    public async Task Line_endings_are_no_change()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(postgres);
        var unix = new Migration(1, "first", "SELECT 1;\nSELECT 2;\n");

        await database.MigrateAsync([unix]);

        await Should.NotThrowAsync(() => database.MigrateAsync([unix with { Sql = "SELECT 1;\r\nSELECT 2;\r\n" }]));
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_refused()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(postgres);
        await database.MigrateAsync([First, Second]);

        var refused = await Should.ThrowAsync<StartupException>(() => database.MigrateAsync([First]));

        refused.Message.ShouldContain("newer than this program: it has migration 0002_second");
    }

    [Fact]
    public async Task A_migrator_that_was_refused_does_not_keep_the_lock()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(postgres);
        await database.MigrateAsync([First, Second]);
        await Should.ThrowAsync<StartupException>(() => database.MigrateAsync([First]));

        (await database.ScalarAsync<long>("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"))
            .ShouldBe(0);
    }

    [Theory]
    [InlineData("INSERT INTO virtual_numbers (phone) VALUES ('84951112201')", "virtual_numbers_phone_is_e164")]
    [InlineData("INSERT INTO virtual_numbers (phone) VALUES ('+7 495 111-22-01')", "virtual_numbers_phone_is_e164")]
    [InlineData("INSERT INTO listings (short_title, destinations) VALUES ('a', '{}')", "listings_destinations_are_numbers")]
    [InlineData("INSERT INTO listings (short_title, destinations) VALUES ('a', '{89035550101}')", "listings_destinations_are_numbers")]
    [InlineData("INSERT INTO listings (short_title, destinations) VALUES ('a', ARRAY['204', NULL])", "listings_destinations_are_numbers")]
    [InlineData("INSERT INTO listings (short_title, destinations) VALUES (' ', '{204}')", "listings_short_title_is_not_blank")]
    public async Task What_could_never_be_dialled_or_spoken_is_not_stored(string sql, string constraint)
    {
        await using var database = await TestDatabase.CreateAsync(postgres);

        var refused = await Should.ThrowAsync<PostgresException>(() => database.ExecuteAsync(sql));

        refused.ConstraintName.ShouldBe(constraint);
    }

    [Fact]
    public async Task A_listing_takes_numbers_and_extensions_and_gets_an_id_when_the_site_gives_none()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);

        var id = await database.ScalarAsync<long>("INSERT INTO listings (short_title, destinations) VALUES ('a', '{+79035550101,204}') RETURNING id");

        id.ShouldBePositive();
    }
}
