using CallControl.CallControl.Tests.Storage;
using CallControl.Storage;

namespace CallControl.CallControl.Tests.RetailCrm;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class RetailCrmAccountsMigrationTests(PostgresFixture postgres)
{
    private const int Accounts = 18;

    [Fact]
    public async Task People_of_RetailCRM_get_their_account_and_everybody_else_stays_as_he_is()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(postgres);
        await database.MigrateAsync([.. Migration.Embedded().Where(migration => migration.Version < Accounts)]);
        await database.ExecuteAsync("""
            INSERT INTO enterprises (number, name, integrations_config) VALUES
            ('0367', 'Sample', '{"retailcrm":{"api_url":"https://Demo.retailcrm.ru/api/v5"}}'), ('0368', 'Left', '{}');
            INSERT INTO customers (enterprise_number, phone_e164, meta) VALUES
            ('0367', '+375290000001', '{"ids":{"retailcrm":["3","60"]},"person_uid":"retailcrm:60"}'),
            ('0367', '+375290000002', '{"ids":{"uon":["7"]},"person_uid":"uon:7"}'),
            ('0367', '+375290000003', '{}'),
            ('0368', '+375290000001', '{"ids":{"retailcrm":["5"]},"person_uid":"retailcrm:5"}');
            """);

        await database.MigrateAsync(Migration.Embedded());

        (await database.QueryAsync<string?>("SELECT meta ->> 'person_uid' FROM customers ORDER BY id")).ShouldBe(["retailcrm:demo.retailcrm.ru:60", "uon:7", null, "retailcrm:5"]);
        (await database.QueryAsync<int>("SELECT retailcrm_customer_id FROM retailcrm_customers ORDER BY enterprise_number")).ShouldBe([60, 5]);
    }
}
