using System.Net;
using CallControl.Web.Visitors;

namespace CallControl.CallControl.Tests.Web.Visitors;

public sealed class ListingQuotaTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    private readonly Clock _clock = new();
    private readonly ListingQuota _quota;

    public ListingQuotaTests() => _quota = new ListingQuota(_clock);

    [Fact]
    public void A_share_comes_back_when_the_oldest_lease_has_run_out()
    {
        QuotaSide[] side = [new("a", 2)];
        _quota.Take(1, Window, side).ShouldBeNull();
        _clock.Now += TimeSpan.FromMinutes(10);
        _quota.Take(2, Window, side).ShouldBeNull();

        _quota.Take(3, Window, side).ShouldBe(new QuotaRefusal("a", TimeSpan.FromMinutes(20)));
        _clock.Now += TimeSpan.FromMinutes(20);
        _quota.Take(3, Window, side).ShouldBeNull();
        _quota.Take(1, Window, side).ShouldNotBeNull();
    }

    [Fact]
    public void Who_is_refused_on_one_side_is_counted_on_none()
    {
        _quota.Take(1, Window, [new("full", 1)]);

        _quota.Take(2, Window, [new("free", 1), new("full", 1)])!.Side.ShouldBe("full");

        _quota.Take(3, Window, [new("free", 1)]).ShouldBeNull();
    }

    [Fact]
    public void What_came_to_nothing_is_given_back_and_what_is_over_is_forgotten()
    {
        _quota.Take(1, Window, [new("a", 1)]);
        _quota.GiveBack(1, [new("a", 1)]);
        _quota.Take(2, Window, [new("a", 1)]).ShouldBeNull();
        for (var side = 0; side < 500; side++)
            _quota.Take(1, Window, [new($"side {side}", 1)]);
        _clock.Now += Window;

        for (var side = 0; side < 2000; side++)
            _quota.Take(1, TimeSpan.Zero, [new("last", 1)]);

        _quota.Count.ShouldBeLessThanOrEqualTo(1);
    }

    [Theory]
    [InlineData("198.51.100.7", "198.51.100.7/32", "198.51.100.0/24")]
    [InlineData("::ffff:198.51.100.7", "198.51.100.7/32", "198.51.100.0/24")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48")]
    public void An_address_stands_for_a_household_and_a_network(string address, string household, string subnet)
    {
        ClientAddress.HouseholdOf(IPAddress.Parse(address)).ShouldBe(household);
        ClientAddress.SubnetOf(IPAddress.Parse(address)).ShouldBe(subnet);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
