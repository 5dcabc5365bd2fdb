using CallControl.ClickToCall;
using CallControl.Crm.Contracts;

namespace CallControl.CallControl.Tests.ClickToCall;

public sealed class DestinationsTests
{
    [Theory]
    [InlineData("+375296254070", null)]
    [InlineData("+79161234567", ClickRefusal.DestinationNotAllowed)]
    [InlineData("+375902123456", ClickRefusal.PremiumNumber)]
    [InlineData("+12125550123", ClickRefusal.DestinationNotAllowed)]
    public void Without_settings_the_enterprise_calls_its_own_country_and_no_premium_numbers(string number, object? refusal)
        => Judge(null, [], number).ShouldBe((ClickRefusal?)refusal);

    [Theory]
    // Kazakhstan shares Russia's code.
    [InlineData("+77011234567", ClickRefusal.DestinationNotAllowed)]
    [InlineData("+79161234567", null)]
    [InlineData("+78031234567", ClickRefusal.PremiumNumber)]
    [InlineData("+78001234567", null)]
    public void A_country_is_more_than_its_calling_code(string number, object? refusal)
        => new Destinations(PhoneCountry.Russia, null, [], PremiumNumbers.Prefixes).Judge(PhoneNumber.Parse(number)).ShouldBe((ClickRefusal?)refusal);

    [Theory]
    // Everywhere, but not to what is dear by itself.
    [InlineData("+", "", "+12125550123", null)]
    [InlineData("+", "", "+8821655501", ClickRefusal.PremiumNumber)]
    [InlineData("+", "", "+375902123456", ClickRefusal.PremiumNumber)]
    // The longer prefix decides; of two equal ones the denial.
    [InlineData("+375", "+37529", "+375296254070", ClickRefusal.DestinationNotAllowed)]
    [InlineData("+375,+375296", "+37529", "+375296254070", null)]
    [InlineData("+375", "+375", "+375296254070", ClickRefusal.DestinationNotAllowed)]
    // A premium prefix opens only when it is named.
    [InlineData("+375,+375902", "", "+375902123456", null)]
    [InlineData("+7", "", "+375296254070", ClickRefusal.DestinationNotAllowed)]
    public void The_longest_prefix_decides(string allow, string deny, string number, object? refusal)
        => Judge(allow.Split(','), deny.Split(',', StringSplitOptions.RemoveEmptyEntries), number).ShouldBe((ClickRefusal?)refusal);

    [Theory]
    [InlineData("+375", "375")]
    [InlineData(" 375 ", "375")]
    [InlineData("+", "")]
    [InlineData("", null)]
    [InlineData("+37a", null)]
    [InlineData("+1234567890123456", null)]
    public void Prefixes_are_digits(string text, string? digits) => Destinations.Prefix(text).ShouldBe(digits);

    [Fact]
    public void Every_premium_prefix_is_one() => PremiumNumbers.Prefixes.ShouldAllBe(prefix => prefix.Length > 0 && prefix == Destinations.Prefix("+" + prefix));

    private static ClickRefusal? Judge(string[]? allow, string[] deny, string number)
        => new Destinations(PhoneCountry.Find("BY")!, allow?.Select(prefix => Destinations.Prefix(prefix)!).ToList(), [.. deny.Select(prefix => Destinations.Prefix(prefix)!)], PremiumNumbers.Prefixes)
            .Judge(PhoneNumber.Parse(number));
}
