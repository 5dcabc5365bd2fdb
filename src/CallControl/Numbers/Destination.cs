using System.Diagnostics.CodeAnalysis;
using CallControl.Crm.Contracts;

namespace CallControl.Numbers;

/// <summary>Where an owner is rung: an external number through the trunk, or an extension of our own PBX (at most six digits).</summary>
internal readonly record struct Destination
{
    private const int LongestExtension = 6;

    private Destination(string text, PhoneNumber? number) => (Text, Number) = (text, number);

    /// <summary>As stored: <c>+79035550101</c> or <c>204</c>.</summary>
    public string Text { get; }

    /// <summary>The external number; null for an extension.</summary>
    public PhoneNumber? Number { get; }

    [MemberNotNullWhen(false, nameof(Number))]
    public bool IsExtension => Number is null;

    /// <summary>For logs.</summary>
    public string Masked => Number?.Masked ?? Text;

    public static bool TryParse(string? text, out Destination destination)
    {
        destination = default;
        if (text is { Length: > 0 and <= LongestExtension } && text.All(char.IsAsciiDigit))
            destination = new Destination(text, null);
        else if (text is { Length: > 0 } && text[0] == '+' && PhoneNumber.TryParse(text, out var number))
            destination = new Destination(number.ToString(), number);
        return destination.Text is not null;
    }

    public static Destination Parse(string text) =>
        TryParse(text, out var destination) ? destination : throw new FormatException("Neither a number in E.164 nor an extension");

    public override string ToString() => Text ?? "";
}
