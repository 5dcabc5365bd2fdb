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

    // A number of each range as its national plan writes it; of those countries a free or an ordinary one beside.
    [Theory]
    [InlineData("+78031234567", "+78001234567")]
    [InlineData("+78091234567", "+78041234567")]
    [InlineData("+79541234567", "+79531234567")]
    [InlineData("+375810123456", "+375801123456")]
    [InlineData("+375902123456", "+375800123456")]
    [InlineData("+380900212345", "+380800212345")]
    [InlineData("+37490012345", "+37491012345")]
    [InlineData("+994900200123", "+994501234567")]
    [InlineData("+995900123456", "+995555123456")]
    [InlineData("+996900123456", "+996800123456")]
    [InlineData("+19002123456", "+18002123456")]
    [InlineData("+33891123456", "+33801234567")]
    [InlineData("+34806123456", "+34800123456")]
    [InlineData("+358600123456", "+358800123456")]
    [InlineData("+3989212345", "+39800123456")]
    [InlineData("+41900123456", "+41800123456")]
    [InlineData("+420900123456", "+420800123456")]
    [InlineData("+43900123456", "+43800123456")]
    [InlineData("+449012345678", "+448001234567")]
    [InlineData("+448712345678", "+447400123456")]
    [InlineData("+46900123456", "+46201234567")]
    [InlineData("+48701234567", "+48800123456")]
    [InlineData("+499001234567", "+498001234567")]
    [InlineData("+909001234567", "+908001234567")]
    [InlineData("+971900212345", "+971501234567")]
    [InlineData("+9721919123456", "+972501234567")]
    [InlineData("+979123456789", "+80012345678")]
    [InlineData("+881612345678", "+998901234567")]
    [InlineData("+882161234567", "+998900991234")]
    [InlineData("+883510012345", "+77011234567")]
    public void Numbers_that_are_dear_are_premium_and_free_and_ordinary_ones_are_not(string dear, string ordinary)
    {
        Judge(["+"], [], dear).ShouldBe(ClickRefusal.PremiumNumber);
        Judge(["+"], [], ordinary).ShouldBeNull();
    }

    [Fact]
    public void Every_premium_prefix_is_one_and_none_is_there_twice()
    {
        PremiumNumbers.Prefixes.ShouldAllBe(prefix => prefix.Length > 0 && prefix == Destinations.Prefix("+" + prefix));
        PremiumNumbers.Prefixes.ShouldAllBe(prefix => !PremiumNumbers.Prefixes.Any(other => other.Length < prefix.Length && prefix.StartsWith(other, StringComparison.Ordinal)));
        PremiumNumbers.Prefixes.ShouldBeUnique();
    }

    private static ClickRefusal? Judge(string[]? allow, string[] deny, string number)
        => new Destinations(PhoneCountry.Find("BY")!, allow?.Select(prefix => Destinations.Prefix(prefix)!).ToList(), [.. deny.Select(prefix => Destinations.Prefix(prefix)!)], PremiumNumbers.Prefixes)
            .Judge(PhoneNumber.Parse(number));
}
