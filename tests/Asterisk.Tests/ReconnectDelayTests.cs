namespace CallControl.Asterisk.Tests;

public sealed class ReconnectDelayTests
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    [Fact]
    public void Bounds_double_up_to_the_longest_wait_and_start_again_after_a_reset()
    {
        var delay = new ReconnectDelay(First, Longest, new Highest());

        var waits = Enumerable.Range(0, 6).Select(_ => delay.Next().TotalMilliseconds).ToArray();
        delay.Reset();

        waits.ShouldBe([100, 200, 400, 800, 1000, 1000]);
        delay.Next().ShouldBe(First);
    }

    [Fact]
    public void Waits_are_spread_over_the_whole_bound()
    {
        var delay = new ReconnectDelay(Longest, Longest, new Random(1));

        var waits = Enumerable.Range(0, 1000).Select(_ => delay.Next()).ToArray();

        waits.Max().ShouldBeLessThan(Longest);
        waits.Count(wait => wait < Longest / 2).ShouldBeInRange(400, 600);
    }

    private sealed class Highest : Random
    {
        public override double NextDouble() => 1;
    }
}
