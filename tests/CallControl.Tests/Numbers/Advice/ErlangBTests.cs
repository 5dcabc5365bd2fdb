using CallControl.Numbers.Advice;

namespace CallControl.CallControl.Tests.Numbers.Advice;

public sealed class ErlangBTests
{
    /// <summary>Values of the published tables of Erlang B.</summary>
    [Theory]
    [InlineData(1, 0.0101, 0.01)]
    [InlineData(5, 1.3608, 0.01)]
    [InlineData(10, 4.4612, 0.01)]
    [InlineData(15, 8.1080, 0.01)]
    [InlineData(30, 20.337, 0.01)]
    [InlineData(50, 37.901, 0.01)]
    [InlineData(100, 84.064, 0.01)]
    [InlineData(10, 7.5106, 0.10)]
    [InlineData(20, 13.182, 0.02)]
    public void It_agrees_with_the_tables(int numbers, double erlangs, double refused)
    {
        ErlangB.Refused(numbers, erlangs).ShouldBe(refused, refused * 0.002);
        ErlangB.ErlangsFor(numbers, refused).ShouldBe(erlangs, erlangs * 0.005);
        ErlangB.NumbersFor(erlangs * 0.999, refused).ShouldBe(numbers);
    }

    [Fact]
    public void Without_demand_no_number_is_needed_and_without_numbers_everything_is_refused()
    {
        ErlangB.NumbersFor(0, 0.01).ShouldBe(0);
        ErlangB.Refused(0, 3).ShouldBe(1);
        ErlangB.Refused(3, 0).ShouldBe(0);
        ErlangB.Refused(1000, 900).ShouldBeInRange(0, 0.001);
    }

    /// <summary>The table of docs/pool.md: leases an hour, refused with fifteen numbers, numbers for one in a hundred.</summary>
    [Theory]
    [InlineData(5, 0.0, 7)]
    [InlineData(10, 0.0, 11)]
    [InlineData(16, 0.9, 15)]
    [InlineData(20, 3.6, 18)]
    [InlineData(30, 18.0, 24)]
    [InlineData(48, 42.4, 35)]
    [InlineData(60, 52.7, 42)]
    [InlineData(100, 70.8, 64)]
    [InlineData(200, 85.2, 117)]
    public void The_documented_table_is_true(double leases, double percent, int numbers)
    {
        Math.Round(ErlangB.Refused(15, leases / 2) * 100, 1).ShouldBe(percent);
        ErlangB.NumbersFor(leases / 2, 0.01).ShouldBe(numbers);
    }

    /// <summary>Clicks at random, leases that all last exactly as long: the pool of the promise, fifteen numbers.</summary>
    [Theory]
    [InlineData(15, 8.108)]
    [InlineData(15, 15)]
    [InlineData(15, 30)]
    [InlineData(40, 29.0)]
    public void A_simulation_refuses_what_the_formula_says(int numbers, double erlangs)
    {
        const int clicks = 400_000;
        var random = new Random(7);
        var ends = new Queue<double>(); // leases are equally long, so they end in the order they began
        double now = 0;
        var refused = 0;
        for (var click = 0; click < clicks; click++)
        {
            now += -Math.Log(1 - random.NextDouble()) / erlangs; // in lease times
            while (ends.TryPeek(out var end) && end <= now)
                ends.Dequeue();
            if (ends.Count < numbers)
                ends.Enqueue(now + 1);
            else
                refused++;
        }

        ((double)refused / clicks).ShouldBe(ErlangB.Refused(numbers, erlangs), 0.003);
    }
}
