using CallControl.Numbers;

namespace CallControl.CallControl.Tests.Numbers;

public sealed class DestinationTests
{
    [Theory]
    [InlineData("204", true, "204")]
    [InlineData("123456", true, "123456")]
    [InlineData("+79035550101", false, "+7903***0101")]
    public void A_destination_is_an_extension_or_a_number(string text, bool extension, string masked)
    {
        Destination.TryParse(text, out var destination).ShouldBeTrue();

        (destination.Text, destination.IsExtension, destination.Masked).ShouldBe((text, extension, masked));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1234567")]
    [InlineData("89035550101")]
    [InlineData("+123")]
    [InlineData("12a")]
    public void Anything_else_is_none(string? text)
    {
        Destination.TryParse(text, out _).ShouldBeFalse();
    }
}
