using CallControl.Overload;

namespace CallControl.CallControl.Tests.Overload;

public sealed class CallLimitTests
{
    [Theory]
    [InlineData(0, 100_000, false, false)]
    [InlineData(10, 7, false, false)]
    [InlineData(10, 8, false, true)]
    [InlineData(10, 10, true, true)]
    public void A_limit_of_0_is_none(int limit, int calls, bool reached, bool near)
    {
        var of = new CallLimit(limit, TimeSpan.Zero, WhenFull.Busy);

        (of.Reached(calls, TimeSpan.FromHours(1)) is not null).ShouldBe(reached);
        (of.Near(calls, TimeSpan.FromHours(1), 80) is not null).ShouldBe(near);
    }

    [Theory]
    [InlineData(0, 60_000, null, null)]
    [InlineData(1000, 799, null, null)]
    [InlineData(1000, 800, null, "requests to Asterisk wait 800 ms")]
    [InlineData(1000, 1000, "requests to Asterisk wait 1000 ms", "requests to Asterisk wait 1000 ms")]
    public void A_queue_at_Asterisk_is_a_limit_too(int limit, int delay, string? reached, string? near)
    {
        var of = new CallLimit(0, TimeSpan.FromMilliseconds(limit), WhenFull.Busy);

        of.Reached(100_000, TimeSpan.FromMilliseconds(delay)).ShouldBe(reached);
        of.Near(100_000, TimeSpan.FromMilliseconds(delay), 80).ShouldBe(near);
    }
}
