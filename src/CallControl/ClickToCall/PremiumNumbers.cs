namespace CallControl.ClickToCall;

/// <summary>
/// Prefixes whose calls cost more than a talk is worth, which is what toll fraud lives on: paid services of the countries this product knows, and
/// ranges that belong to no country. From the national numbering plans and ITU-T E.164 as they were in 2026; what is missing goes into
/// <see cref="ClickToCallOptions.PremiumPrefixes"/>.
/// </summary>
internal static class PremiumNumbers
{
    public static readonly IReadOnlyList<string> Prefixes =
    [
        "7801", "7802", "7803", "7805", "7806", "7807", "7808", "7809", // Russia and Kazakhstan: televoting, paid services (7800 and 7804 are free of charge)
        "7954", // Russia: satellite
        "7970", "7971", // Russia: machines and paid services
        "37580", "375902", // Belarus: networks' own services, information services
        "38070", "380900", // Ukraine
        "37490", // Armenia
        "37390", // Moldova
        "99490", // Azerbaijan
        "995900", // Georgia
        "99690", // Kyrgyzstan
        "99890099", // Uzbekistan
        "808", "870", "878", "881", "882", "883", "888", "979", "991", // shared cost, satellites, global networks and services, premium rate
    ];
}
