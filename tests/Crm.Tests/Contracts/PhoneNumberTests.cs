using System.Text.Json;
using CallControl.Crm.Contracts;

namespace CallControl.Crm.Tests.Contracts;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("8 (916) 123-45-67", "RU", "+79161234567")]
    [InlineData("+7-495-111-22-01", "RU", "+74951112201")]
    [InlineData("+7 (495) 111-22-01", "BY", "+74951112201")]
    [InlineData("79161234567", "RU", "+79161234567")]
    [InlineData("79161234567", "BY", "+79161234567")]
    [InlineData("9161234567", "RU", "+79161234567")]
    [InlineData("0079161234567", "RU", "+79161234567")]
    [InlineData("8~10~375 29 123-45-67", "RU", "+375291234567")]
    [InlineData("8104930123456", "RU", "+4930123456")]
    [InlineData("004930123456", "DE", "+4930123456")]
    [InlineData("tel:+79161234567", "RU", "+79161234567")]
    [InlineData("tel:+7-916-123-45-67;ext=12", "RU", "+79161234567")]
    [InlineData("sip:+79161234567@10.0.0.1:5060;user=phone", "RU", "+79161234567")]
    [InlineData("SIP:%2B79161234567@trunk.example", "RU", "+79161234567")]
    [InlineData("sips:89161234567@trunk.example", "RU", "+79161234567")]
    [InlineData("\"Иван 2\" <sip:+79161234567@trunk.example>;tag=1", "RU", "+79161234567")]
    [InlineData("+7\u00a0916\u00a0123\u201145\u201167", "RU", "+79161234567")]
    [InlineData("  +7.916.123/45/67 ", "RU", "+79161234567")]
    [InlineData("80291234567", "BY", "+375291234567")]
    [InlineData("8 029 123 45 67", "BY", "+375291234567")]
    [InlineData("375291234567", "RU", "+375291234567")]
    [InlineData("291234567", "BY", "+375291234567")]
    [InlineData("8 701 123 45 67", "KZ", "+77011234567")]
    [InlineData("8 701 123 45 67", "RU", "+77011234567")]
    [InlineData("87771234567", "KZ", "+77771234567")]
    [InlineData("067 123 45 67", "UA", "+380671234567")]
    [InlineData("380671234567", "RU", "+380671234567")]
    [InlineData("091 12 34 56", "AM", "+37491123456")]
    [InlineData("0555 123 456", "KG", "+996555123456")]
    [InlineData("+998 90 123 45 67", "RU", "+998901234567")]
    [InlineData("+992 93 123 45 67", "RU", "+992931234567")]
    [InlineData("8 101 45 19 99", "TJ", "+992101451999")]
    [InlineData("8 10 7 916 123 45 67", "TJ", "+79161234567")]
    [InlineData("050 123 45 67", "AZ", "+994501234567")]
    [InlineData("0555 12 34 56", "GE", "+995555123456")]
    [InlineData("069 123 456", "MD", "+37369123456")]
    [InlineData("12025550123", "BY", "+12025550123")]
    [InlineData("+1 (202) 555-0123", "RU", "+12025550123")]
    public void Every_way_of_writing_a_number_means_one_E164_number(string text, string home, string e164)
    {
        var number = PhoneNumber.Parse(text, PhoneCountry.Find(home));

        number.ToString().ShouldBe(e164);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("+")]
    [InlineData("anonymous")]
    [InlineData("Anonymous <sip:anonymous@anonymous.invalid>")]
    [InlineData("unknown")]
    [InlineData("sip:owner@host")]
    [InlineData("101")]
    [InlineData("112")]
    [InlineData("+7 916 123")]
    [InlineData("+7 916 123 45 67 89")]
    [InlineData("8 916 123 45 678")]
    [InlineData("+7 0161234567")]
    [InlineData("+375 29 123 45 6")]
    [InlineData("+0123456789")]
    [InlineData("7+9161234567")]
    [InlineData("++79161234567")]
    [InlineData("8 916 ABC 45 67")]
    [InlineData("+1234567890123456")]
    [InlineData("٨٩١٦١٢٣٤٥٦٧")]
    public void What_is_not_a_whole_phone_number_is_refused(string? text)
    {
        PhoneNumber.TryParse(text, out var number).ShouldBeFalse();

        number.ShouldBe(default);
        Should.Throw<FormatException>(() => PhoneNumber.Parse(text));
    }

    [Theory]
    [InlineData("+74951112201", "+7-495-111-22-01")]
    [InlineData("+77011234567", "+7-701-123-45-67")]
    [InlineData("+375291234567", "+375-29-123-45-67")]
    [InlineData("+380671234567", "+380-67-123-45-67")]
    [InlineData("+37491123456", "+374-91-12-34-56")]
    [InlineData("+996555123456", "+996-555-123-456")]
    [InlineData("+995555123456", "+995-555-12-34-56")]
    [InlineData("+37369123456", "+373-69-123-456")]
    [InlineData("+12025550123", "+12025550123")]
    public void A_number_is_displayed_the_way_its_country_writes_it(string e164, string display)
    {
        PhoneNumber.Parse(e164).ToDisplay().ShouldBe(display);
    }

    [Theory]
    [InlineData("+79161234567", "+7916***4567")]
    [InlineData("+375291234567", "+37529***4567")]
    [InlineData("+1234567", "+***4567")]
    public void A_masked_number_hides_three_digits(string e164, string masked)
    {
        PhoneNumber.Parse(e164).Masked.ShouldBe(masked);
    }

    [Theory]
    [InlineData("+79161234567", "RU")]
    [InlineData("+77011234567", "KZ")]
    [InlineData("+375291234567", "BY")]
    [InlineData("+4930123456", null)]
    public void Russia_and_Kazakhstan_share_a_code_and_are_told_apart(string e164, string? iso)
    {
        PhoneNumber.Parse(e164).Country?.Iso.ShouldBe(iso);
        PhoneNumber.Parse(e164).Country.ShouldBe(PhoneCountry.Find(iso));
    }

    [Fact]
    public void The_same_number_written_differently_is_equal()
    {
        PhoneNumber.Parse("8 916 123-45-67").ShouldBe(PhoneNumber.Parse("sip:+79161234567@host"));
    }

    [Fact]
    public void The_default_value_is_no_number_and_harms_nobody()
    {
        PhoneNumber none = default;

        none.ToString().ShouldBe("");
        none.ToDisplay().ShouldBe("");
        none.Masked.ShouldBe("***");
        none.Country.ShouldBeNull();
    }

    [Fact]
    public void Json_carries_the_E164_string()
    {
        var json = JsonSerializer.Serialize(PhoneNumber.Parse("89161234567"));

        json.ShouldBe("\"\\u002B79161234567\"");
        JsonSerializer.Deserialize<PhoneNumber>(json).ToString().ShouldBe("+79161234567");
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<PhoneNumber>("\"abc\""));
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<PhoneNumber>("89161234567"));
    }
}
