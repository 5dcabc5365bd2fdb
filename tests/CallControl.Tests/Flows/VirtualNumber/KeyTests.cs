using CallControl.CallControl.Tests.Storage;
using CallControl.TestKit.Processes;

namespace CallControl.CallControl.Tests.Flows.VirtualNumber;

/// <summary>What keys do at moments that matter.</summary>
[Collection(PostgresCollectionDefinition.Name)]
public sealed class KeyTests(PostgresFixture postgres)
{
    [Fact]
    public async Task After_a_star_the_pause_of_the_keys_before_it_ends_nothing()
    {
        await using var lab = await CallLab.StartAsync(postgres);
        var call = lab.Arrive(CallLab.Numbers[1]);
        await lab.UntilAsync(call, "prompt enter_code");

        CallLab.Press(call, "7");
        await lab.UntilAsync(call, "digit 7");
        lab.Clock.Pass(TimeSpan.FromSeconds(3));
        CallLab.Press(call, "*5");
        await lab.UntilAsync(call, "digit 5");
        lab.Clock.Pass(TimeSpan.FromSeconds(3));
        CallLab.Press(call, "101#");

        (await lab.UntilAsync(call, "stage greeting")).ShouldNotContain("prompt wrong_code");
    }

    [Fact]
    public async Task A_choice_cuts_the_question_short_also_where_consent_comes_next()
    {
        await using var lab = await CallLab.StartAsync(postgres, """{"consent":true}""");
        await lab.Database.ExecuteAsync($"""
            INSERT INTO call_tracking (virtual_number, listing_id, client_phone, shown_at, called_at)
            VALUES ('{CallLab.Numbers[0]}', 102, '+79160000001', now() - interval '1 day', now() - interval '1 day')
            """);
        var call = lab.Arrive(CallLab.Numbers[0]);
        await lab.UntilAsync(call, "prompt choose_second");

        CallLab.Press(call, "2");
        await lab.UntilAsync(call, "prompt consent");

        lab.Asterisk.Requests.Where(request => request.Contains("play", StringComparison.Ordinal)).Select(request => request.Split('/')[0])
            .Take(3).ShouldBe(["Post channels", "Delete playbacks", "Post channels"]);
    }

    [Fact]
    public async Task Who_keyed_in_a_listing_at_what_is_no_phone_number_is_connected_and_all_of_it_is_written()
    {
        await using var lab = await CallLab.StartAsync(postgres);
        var call = lab.Arrive("operator");
        await lab.UntilAsync(call, "prompt enter_code");

        CallLab.Press(call, "5101#");
        await lab.UntilAsync(call, "prompt greeting");

        await Poll.UntilAsync(
            async () => await lab.Database.ScalarAsync<long?>("SELECT listing_id FROM calls WHERE id = @id", new { id = call.Id.Value }) == 101,
            TimeSpan.FromSeconds(20), "the listing is written");
        lab.Rejected.All.ShouldBeEmpty();
        (await lab.Database.ScalarAsync<long>("SELECT count(*) FROM call_tracking")).ShouldBe(0);
    }
}
