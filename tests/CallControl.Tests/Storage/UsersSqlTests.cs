using CallControl.CallControl.Tests.Numbers;
using CallControl.Numbers;

namespace CallControl.CallControl.Tests.Storage;

/// <summary>The statements that users keep in their notes, letter for letter.</summary>
[Collection(PostgresCollectionDefinition.Name)]
public sealed class UsersSqlTests(PostgresFixture postgres)
{
    private const string InsertNumbers = """
        -- Удалите тестовые номера
        DELETE FROM virtual_numbers WHERE phone LIKE '+7495%';

        -- Добавьте ваши реальные номера
        INSERT INTO virtual_numbers (phone) VALUES
        ('+74951112201'),
        ('+74951112202'),
        ('+74951112203'),
        ('+74951112204'),
        ('+74951112205'),
        ('+74951112206'),
        ('+74951112207'),
        ('+74951112208'),
        ('+74951112209'),
        ('+74951112210'),
        ('+74951112211'),
        ('+74951112212'),
        ('+74951112213'),
        ('+74951112214'),
        ('+74951112215');
        """;

    private const string AddNumbers = """
        INSERT INTO virtual_numbers (phone) VALUES
        ('+74951112216'),
        ('+74951112217');
        """;

    private const string Usage = """
        SELECT 
          vn.phone,
          COUNT(ct.id) as total_calls,
          COUNT(ct.called_at) as completed_calls,
          MAX(ct.shown_at) as last_used
        FROM virtual_numbers vn
        LEFT JOIN call_tracking ct ON ct.virtual_number = vn.phone
        GROUP BY vn.phone
        ORDER BY total_calls DESC;
        """;

    private const string Release = """
        UPDATE virtual_numbers 
        SET is_busy = FALSE, 
            assigned_listing_id = NULL,
            assigned_at = NULL,
            assigned_until = NULL
        WHERE assigned_until < NOW();
        """;

    [Fact]
    public async Task Numbers_are_replaced_and_added()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        await database.AddNumbersAsync(5);
        await database.AddListingsAsync(101);
        await database.PoolOf().LeaseAsync(101, "visitor", default);

        await database.ExecuteAsync(InsertNumbers);
        await database.ExecuteAsync(AddNumbers);

        (await database.ScalarAsync<long>("SELECT count(*) FROM virtual_numbers WHERE enabled AND NOT is_busy")).ShouldBe(17);
        (await database.ScalarAsync<long>("SELECT count(*) FROM call_tracking")).ShouldBe(1);
    }

    [Fact]
    public async Task The_usage_report_counts_what_was_shown_and_called()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        await database.AddNumbersAsync(2);
        await database.AddListingsAsync(101);
        var lease = (LeaseResult.Leased)await database.PoolOf().LeaseAsync(101, "one", default);
        await database.PoolOf().LeaseAsync(101, "two", default);
        await database.CallAsync("+79161234567", lease.Number.ToString(), 101);

        var report = await database.QueryAsync<(string Phone, long Total, long Completed, DateTime? LastUsed)>(Usage);

        report.Select(row => (row.Phone, row.Total, row.Completed)).ShouldBe([("+74951112201", 2, 1), ("+74951112202", 0, 0)]);
        report[0].LastUsed.ShouldNotBeNull();
        report[1].LastUsed.ShouldBeNull();
    }

    [Fact]
    public async Task The_manual_release_frees_expired_numbers_and_no_others()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        await database.AddNumbersAsync(3);
        await database.AddListingsAsync(101, 102);
        await database.PoolOf().LeaseAsync(101, null, default);
        await database.PassAsync(TimeSpan.FromHours(1));
        await database.PoolOf().LeaseAsync(102, null, default);

        (await database.ExecuteAsync(Release)).ShouldBe(1);

        (await database.QueryAsync<long?>("SELECT assigned_listing_id FROM virtual_numbers WHERE is_busy")).ShouldBe([102]);
        (await database.PoolOf().LeaseAsync(101, null, default)).ShouldBeOfType<LeaseResult.Leased>();
    }
}
