using CallControl.Crm.Contracts;
using FsCheck;
using FsCheck.Fluent;

namespace CallControl.Crm.Tests.Contracts;

public sealed class PhoneNumberProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(5000);

    private static readonly Gen<PhoneCountry> Countries = Gen.Elements<PhoneCountry>(PhoneCountry.All);

    private static readonly Gen<char> Digits = Gen.Elements<char>("0123456789");

    private static readonly Gen<(PhoneCountry Country, string National)> Numbers =
        from country in Countries
        from first in Gen.Elements<char>(country.FirstDigits)
        from rest in Digits.ArrayOf(country.NationalLength - 1)
        select (country, first + new string(rest));

    [Fact]
    public void A_displayed_number_is_read_back_in_every_country() =>
        Prop.ForAll(Arb.From(Numbers), Arb.From(Countries), (written, reader) =>
        {
            var number = PhoneNumber.Parse($"+{written.Country.Code}{written.National}");

            return PhoneNumber.Parse(number.ToDisplay(), reader) == number && PhoneNumber.Parse(number.ToString(), reader) == number;
        }).Check(Many);

    [Fact]
    public void A_number_dialled_at_home_with_the_trunk_prefix_is_the_international_one() =>
        Prop.ForAll(Arb.From(Numbers), written =>
            PhoneNumber.Parse(written.Country.TrunkPrefix + written.National, written.Country).Digits == written.Country.Code + written.National)
        .Check(Many);

    [Fact]
    public void Any_text_is_either_refused_or_becomes_a_number_that_is_read_back() =>
        Prop.ForAll(Arb.From(AnyText()), text => !PhoneNumber.TryParse(text, out var number) || PhoneNumber.Parse(number.ToDisplay()) == number)
        .Check(Many);

    private static Gen<string> AnyText() =>
        Gen.OneOf(
            ArbMap.Default.GeneratorFor<string>(),
            Gen.Elements<char>("0123456789+-() .;@<>%:siptel~").ArrayOf().Select(characters => new string(characters)));
}
