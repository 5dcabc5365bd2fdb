namespace CallControl.ClickToCall;

/// <summary>
/// Prefixes whose calls cost more than a talk is worth, which is what toll fraud lives on: paid services of the countries this product knows and of others whose numbers are dialled from
/// there, and ranges that belong to no country. Free and ordinary numbers must not be among them. What is missing goes into <see cref="ClickToCallOptions.PremiumPrefixes"/>.
/// </summary>
/// <remarks>
/// Source: the type "premium rate" of libphonenumber's metadata of 2026. Not in it, and not checked against the national plans: Georgia, Kyrgyzstan, Ukraine's 70, Russia's 954, 970 and 971.
/// What belongs to no country is named after ITU-T's list of assigned country codes (E.164) and E.169.2 (979).
/// </remarks>
internal static class PremiumNumbers
{
    public static readonly IReadOnlyList<string> Prefixes =
    [
        // Russia and Kazakhstan, one plan: televoting (803), paid services (809), services on cards and on credit (the others). 800 and 804 are free of charge.
        "7801", "7802", "7803", "7805", "7806", "7807", "7808", "7809",
        "7954", "7970", "7971", // Russia: satellite telephones, machines
        "375810", "375902", // Belarus; 800, 801 and 803 are free of charge
        "38070", "380900", // Ukraine: codes of services, paid services
        "37490", // Armenia: 900, 901, 906
        "37390", // Moldova: 900, 905, 906
        "994900", // Azerbaijan
        "995900", // Georgia
        "99690", // Kyrgyzstan

        "1900", // North America
        "3190", // Netherlands: 900, 906, 909
        "33836", "3389", // France; dearest of 081 to 083, too
        "34803", "34806", "34807", // Spain
        "35870", "358600", // Finland
        "35990", // Bulgaria
        "37090", "370910", // Lithuania
        "37190", // Latvia
        "372900", // Estonia
        "3989", "39166", "39144", // Italy
        "41900", "41901", "41906", // Switzerland
        "42090", "420976", // Czechia
        "43900", "43901", "43930", "43931", "43939", // Austria
        "4487", "449", // United Kingdom
        "46900", "46939", "46944", "4699", // Sweden
        "47820", "47829", // Norway
        "4870", // Poland
        "491377", "491378", "491379", "49900", // Germany
        "90900", // Turkey
        "971900", // Emirates
        "97219", "9721200", "9721212", // Israel

        // No country's: shared cost, Inmarsat, personal numbers, satellites (881), networks (882, 883), disaster relief, premium rate, trials.
        "808", "870", "878", "881", "882", "883", "888", "979", "991",
    ];
}
