using CallControl.CallControl.Tests.Storage;
using CallControl.Numbers;

namespace CallControl.CallControl.Tests.Numbers;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class ListingRepositoryTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_saved_listing_is_read_back_whole_and_replaced_by_the_next_of_its_id()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        var listings = new ListingRepository(database.Source);
        var first = new Listing(101, "студия", "Студия, 28 м²", "A-7", "en", [Destination.Parse("+79035550101"), Destination.Parse("204")], "agency");
        var second = first with { ShortTitle = "дом", Code = null, Enterprise = null, Destinations = [Destination.Parse("204")] };

        await listings.SaveAsync(first, default);
        var readFirst = await listings.GetAsync(101, default);
        await listings.SaveAsync(second, default);
        var readSecond = await listings.GetAsync(101, default);

        // A list is equal by reference only
        readFirst!.Destinations.ShouldBe(first.Destinations);
        (readFirst with { Destinations = first.Destinations }).ShouldBe(first);
        readSecond!.Destinations.ShouldBe(second.Destinations);
        (readSecond with { Destinations = second.Destinations }).ShouldBe(second);
        readSecond.OwnerPhone.ShouldBeNull();
        (await listings.AllAsync(default)).Select(listing => listing.Id).ShouldBe([101]);
    }

    [Fact]
    public async Task A_listing_nobody_added_is_null()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);

        (await new ListingRepository(database.Source).GetAsync(999, default)).ShouldBeNull();
    }
}
