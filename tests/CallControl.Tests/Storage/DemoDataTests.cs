using CallControl.CallControl.Tests.Numbers;
using CallControl.Crm.Contracts;

namespace CallControl.CallControl.Tests.Storage;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class DemoDataTests(PostgresFixture postgres)
{
    [Fact]
    public async Task The_demonstration_data_can_be_loaded_again_while_a_number_is_leased()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        var seed = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "seed.sql"));
        await database.ExecuteAsync(seed);
        var lease = await database.LeaseAsync(101, "visitor");

        await database.ExecuteAsync(seed);

        (await database.LeaseAsync(101, "visitor")).Number.ShouldBe(lease.Number);
        lease.Number.ShouldBe(PhoneNumber.Parse("+7-495-111-22-01"));
        lease.Listing.ShortTitle.ShouldBe("двухкомнатная квартира на Тверской");
        lease.Listing.OwnerPhone.ShouldBe(PhoneNumber.Parse("+79035550101"));
        (await database.ScalarAsync<long>("SELECT count(*) FROM virtual_numbers")).ShouldBe(15);
        (await database.ScalarAsync<long>("SELECT count(*) FROM listings")).ShouldBe(4);
    }
}
