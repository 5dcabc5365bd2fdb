namespace CallControl.TestKit.Phones;

/// <summary>The network routes by digits: +7916…, 7916… and 8916… reach the same phone.</summary>
internal static class PhoneNumbers
{
    public static string Route(string number)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        return digits.Length == 11 && digits[0] == '8' ? $"7{digits[1..]}" : digits;
    }
}
