using System.Globalization;
using System.Text.RegularExpressions;

namespace CallControl.TestKit.Phones;

/// <summary>A SIP message of a phone.</summary>
/// <param name="IsReceived">From the pbx; otherwise to it.</param>
/// <param name="Text">All of it.</param>
internal sealed partial record SipMessage(bool IsReceived, string Text)
{
    public string? CallId => CallIdHeader().Match(Text) is { Success: true } found ? found.Groups[1].Value : null;

    /// <summary>The port at which its sender takes the call's sound (RFC 8866, 5.14); null where it says nothing of sound.</summary>
    public int? AudioPort => AudioLine().Match(Text) is { Success: true } found ? int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^(?:Call-ID|i) *: *(\S+)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex CallIdHeader();

    [GeneratedRegex(@"^m=audio (\d+) ", RegexOptions.Multiline)]
    private static partial Regex AudioLine();
}
