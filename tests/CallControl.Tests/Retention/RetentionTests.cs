using CallControl.CallControl.Tests.Storage;
using CallControl.Recordings;
using CallControl.Retention;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CallControl.CallControl.Tests.Retention;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class RetentionTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    [Fact]
    public async Task History_older_than_it_may_be_is_deleted_in_batches_and_the_rest_stays()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        await database.ExecuteAsync("""
            INSERT INTO call_tracking (virtual_number, listing_id, shown_at, expires_at, called_at)
            SELECT '+74951112201', n, now() - interval '91 days', now() - interval '91 days' + interval '30 minutes', NULL FROM generate_series(1, 25) n;
            INSERT INTO call_tracking (virtual_number, listing_id, shown_at, called_at) VALUES
              ('+74951112201', 100, now() - interval '91 days', now() - interval '89 days'),
              ('+74951112201', 101, now() - interval '89 days', NULL);
            INSERT INTO pool_refusals (listing_id, at) VALUES (1, now() - interval '91 days'), (2, now());
            """);

        await SweepOf(database, new RetentionOptions { CallTracking = Kept, BatchSize = 10 }).RunAsync(default);

        (await database.QueryAsync<long>("SELECT listing_id FROM call_tracking ORDER BY 1")).ShouldBe([100, 101]);
        (await database.QueryAsync<long>("SELECT listing_id FROM pool_refusals")).ShouldBe([2]);
    }

    [Fact]
    public async Task Old_recordings_go_with_their_files_and_one_that_cannot_be_deleted_stays_known()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        var folder = Directory.CreateTempSubdirectory("callcontrol-retention-").FullName;
        try
        {
            string[] files = [Path.Combine(folder, "old.mp3"), Path.Combine(folder, "young.mp3")];
            foreach (var file in files)
                await File.WriteAllTextAsync(file, "sound");
            Directory.CreateDirectory(Path.Combine(folder, "stuck"));
            await database.ExecuteAsync("""
                INSERT INTO recordings (call_id, path, seconds, created_at) VALUES
                  (gen_random_uuid(), @Old, 1, now() - interval '91 days'),
                  (gen_random_uuid(), 'gone/already.mp3', 2, now() - interval '92 days'),
                  (gen_random_uuid(), 'stuck', 3, now() - interval '93 days'),
                  (gen_random_uuid(), @Young, 4, now() - interval '89 days')
                """, new { Old = files[0], Young = files[1] });

            await SweepOf(database, new RetentionOptions { Recordings = Kept, BatchSize = 1000 }, folder).RunAsync(default);

            (await database.QueryAsync<double>("SELECT seconds FROM recordings ORDER BY 1")).ShouldBe([3, 4]);
            files.Where(File.Exists).ShouldBe([files[1]]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Nothing_is_deleted_unless_it_is_asked_for()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        await database.ExecuteAsync("""
            INSERT INTO call_tracking (virtual_number, listing_id, shown_at) VALUES ('+74951112201', 1, now() - interval '10 years');
            INSERT INTO recordings (call_id, path, seconds, created_at) VALUES (gen_random_uuid(), 'x.mp3', 1, now() - interval '10 years');
            """);

        await SweepOf(database, new RetentionOptions()).RunAsync(default);

        (await database.ScalarAsync<long>("SELECT (SELECT count(*) FROM call_tracking) + (SELECT count(*) FROM recordings)")).ShouldBe(2);
    }

    [Theory]
    [InlineData("2026-03-01T00:00:00Z", "00:30:00")]
    [InlineData("2026-03-01T00:30:00Z", "1.00:00:00")]
    [InlineData("2026-03-01T23:00:00Z", "01:30:00")]
    [InlineData("2026-03-01T02:00:00+03:00", "01:30:00")]
    public void It_runs_once_a_night(string now, string wait) =>
        RetentionJob.Until(new TimeOnly(0, 30), DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe(TimeSpan.Parse(wait, System.Globalization.CultureInfo.InvariantCulture));

    private static RetentionSweep SweepOf(TestDatabase database, RetentionOptions options, string folder = "/nowhere") => new(
        database.Source, Options.Create(options), Options.Create(new RecordingsOptions { Folder = folder }), TimeProvider.System, NullLogger<RetentionSweep>.Instance);
}
