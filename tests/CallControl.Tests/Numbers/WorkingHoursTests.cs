using System.Globalization;
using CallControl.Numbers;

namespace CallControl.CallControl.Tests.Numbers;

public sealed class WorkingHoursTests
{
    // 2026-11-20 is a Friday.
    [Theory]
    [InlineData("mon-fri 09:00-18:00", "2026-11-20T09:00:00+03:00", true)]
    [InlineData("mon-fri 09:00-18:00", "2026-11-20T08:59:59+03:00", false)]
    [InlineData("mon-fri 09:00-18:00", "2026-11-20T17:59:59+03:00", true)]
    [InlineData("mon-fri 09:00-18:00", "2026-11-20T18:00:00+03:00", false)]
    [InlineData("mon-fri 09:00-18:00", "2026-11-21T12:00:00+03:00", false)]
    [InlineData("sat 10:00-15:00", "2026-11-21T12:00:00+03:00", true)]
    [InlineData("sat 10:00-15:00", "2026-11-22T12:00:00+03:00", false)]
    public void A_day_is_open_from_its_beginning_until_before_its_end(string line, string at, bool open) => IsOpen(line, at).ShouldBe(open);

    [Theory]
    [InlineData("fri 22:00-02:00", "2026-11-20T23:00:00+03:00", true)]
    [InlineData("fri 22:00-02:00", "2026-11-21T01:59:00+03:00", true)]
    [InlineData("fri 22:00-02:00", "2026-11-21T02:00:00+03:00", false)]
    [InlineData("fri 22:00-02:00", "2026-11-20T01:00:00+03:00", false)]
    [InlineData("fri 22:00-02:00", "2026-11-21T23:00:00+03:00", false)]
    [InlineData("sat 22:00-02:00", "2026-11-22T01:00:00+03:00", true)]
    public void Hours_over_midnight_belong_to_the_day_they_begin_on(string line, string at, bool open) => IsOpen(line, at).ShouldBe(open);

    [Theory]
    [InlineData("fri-mon 10:00-12:00", "2026-11-20T11:00:00+03:00", true)]
    [InlineData("fri-mon 10:00-12:00", "2026-11-22T11:00:00+03:00", true)]
    [InlineData("fri-mon 10:00-12:00", "2026-11-23T11:00:00+03:00", true)]
    [InlineData("fri-mon 10:00-12:00", "2026-11-24T11:00:00+03:00", false)]
    [InlineData("mon-sun 10:00-12:00", "2026-11-22T11:00:00+03:00", true)]
    [InlineData("fri-mon 22:00-02:00", "2026-11-24T01:00:00+03:00", true)]
    [InlineData("fri-mon 22:00-02:00", "2026-11-25T01:00:00+03:00", false)]
    public void A_range_of_days_may_go_over_the_end_of_the_week(string line, string at, bool open) => IsOpen(line, at).ShouldBe(open);

    [Theory]
    [InlineData("fri 00:00-24:00", "2026-11-20T00:00:00+03:00", true)]
    [InlineData("fri 00:00-24:00", "2026-11-20T23:59:59.999+03:00", true)]
    [InlineData("fri 00:00-24:00", "2026-11-21T00:00:00+03:00", false)]
    [InlineData("fri 09:00-09:00", "2026-11-21T08:59:00+03:00", true)]
    public void A_whole_day_is_until_24_00(string line, string at, bool open) => IsOpen(line, at).ShouldBe(open);

    [Theory]
    [InlineData("Europe/Moscow", "2026-11-20T06:30:00Z", true)]
    [InlineData("Asia/Vladivostok", "2026-11-20T06:30:00Z", true)]
    [InlineData("Asia/Vladivostok", "2026-11-20T08:30:00Z", false)]
    [InlineData("Asia/Vladivostok", "2026-11-19T23:30:00Z", true)]
    [InlineData("Europe/Kaliningrad", "2026-11-20T06:30:00Z", false)]
    // Winter is UTC+1, summer UTC+2.
    [InlineData("Europe/Berlin", "2026-11-20T07:30:00Z", false)]
    [InlineData("Europe/Berlin", "2026-07-17T07:30:00Z", true)]
    [InlineData("Europe/Berlin", "2026-07-17T16:30:00Z", false)]
    [InlineData("Europe/Berlin", "2026-11-20T16:30:00Z", true)]
    public void Hours_are_those_of_the_time_zone_in_summer_and_winter(string zone, string at, bool open) =>
        IsOpen("mon-fri 09:00-18:00", at, zone).ShouldBe(open);

    [Fact]
    public void Without_a_line_it_is_never_open_and_several_lines_add_up()
    {
        var friday = DateTimeOffset.Parse("2026-11-20T12:00:00+03:00", CultureInfo.InvariantCulture);

        new WorkingHours { Open = [] }.IsOpen(friday).ShouldBeFalse();
        new WorkingHours { Open = ["sat 10:00-15:00", "fri 11:00-13:00"] }.IsOpen(friday).ShouldBeTrue();
    }

    [Theory]
    [InlineData("mon-fri 9:00-18:00")]
    [InlineData("mon-fri 09:00-25:00")]
    [InlineData("mon-fri 24:00-25:00")]
    [InlineData("Mon 09:00-18:00")]
    [InlineData("mon,tue 09:00-18:00")]
    [InlineData(" mon 09:00-18:00")]
    [InlineData("mon 09:00-18:00\n")]
    [InlineData("")]
    [InlineData(null)]
    public void A_line_of_another_form_is_named(string? line)
    {
        var hours = new WorkingHours { TimeZone = "Mars/Olympus", Open = ["sat 10:00-15:00", line!] };

        hours.Errors().Select(error => error.Field).ShouldBe(["time_zone", "open[1]"]);
    }

    private static bool IsOpen(string line, string at, string zone = "Europe/Moscow")
    {
        var hours = new WorkingHours { TimeZone = zone, Open = [line] };
        hours.Errors().ShouldBeEmpty();
        return hours.IsOpen(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture));
    }
}
