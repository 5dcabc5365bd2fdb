using System.Globalization;
using CallControl.Storage;
using Npgsql;

namespace CallControl.Numbers.Advice;

/// <summary><c>advise-pool [--days=30] [--refused=0.01]</c>: the advice as a table. Needs the database and nothing else.</summary>
internal static class AdvisePoolCommand
{
    public const string Verb = "advise-pool";

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args[1..], ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddStorage();
        builder.Services.AddNumbers();
        try
        {
            using var host = builder.Build();
            var days = (int)Read(builder.Configuration, "days", PoolAdvisor.Days, least: 1, most: 3650);
            var target = Read(builder.Configuration, "refused", PoolAdvisor.Target, least: 0.000001, most: 0.5);
            foreach (var line in Table(await host.Services.GetRequiredService<PoolAdvisor>().AdviseAsync(days, target, CancellationToken.None)))
                await Console.Out.WriteLineAsync(line);
            return 0;
        }
        catch (Exception e) when ((e is NpgsqlException away ? StorageErrors.Describe(away) : Startup.Explain(e)) is { } line)
        {
            await Console.Error.WriteLineAsync($"callcontrol: {line}");
            return Startup.Misconfigured;
        }
    }

    internal static IEnumerable<string> Table(PoolAdvice advice)
    {
        yield return Text($"Pool: {advice.Numbers} numbers, leases of {advice.LeaseMinutes:0.#} minutes, the last {advice.Days} days");
        yield return Text($"They can begin {advice.LeasesPerHour:0.0} leases an hour with {advice.TargetRefused:P1} refused");
        if (advice.BusiestHour is not { } busiest)
        {
            yield return "Nothing was asked of the pool in that time: there is no advice yet";
            yield break;
        }

        yield return "";
        yield return "busiest hours (UTC)   leases  listings  refused  erlangs  numbers needed";
        foreach (var hour in advice.BusiestHours)
        {
            yield return Text(
                $"{hour.Hour:yyyy-MM-dd HH:mm}      {hour.Leases,6}  {hour.Listings,8}  {hour.Refused,7}  {hour.Erlangs,7:0.0}  {ErlangB.NumbersFor(hour.Erlangs, advice.TargetRefused),14}");
        }

        yield return "";
        yield return Text($"In the hour of {busiest.Hour:yyyy-MM-dd HH:mm}: {advice.ExpectedRefused:P1} refused with {advice.Numbers} numbers; {advice.NumbersNeeded} numbers keep it to {advice.TargetRefused:P1}");
    }

    private static double Read(IConfiguration settings, string name, double otherwise, double least, double most)
    {
        if (settings[name] is not { } text)
            return otherwise;
        if (double.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        throw new StartupException(Text($"--{name} must be a number from {least} to {most}"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
