using CallControl.EndToEnd.Tests.Calls;

namespace CallControl.EndToEnd.Tests.ClickToCall;

/// <summary>Asterisk hangs up on who answers while we are away.</summary>
public sealed class Clicks_and_restarts_on_the_inbound_link(InboundClickLab fixture) : Clicks_and_restarts(fixture), IClassFixture<InboundClickLab>
{
    [Fact]
    public async Task A_client_who_answers_while_it_is_away_is_cut_off_by_Asterisk_and_rung_again()
    {
        var (id, employee, client) = await RingClientAsync();
        await UntilEventAsync(id, $"rings {Client}");

        await KillAndRestartAsync(id, async () =>
        {
            await client.AnswerAsync();
            await client.WaitForHangUpAsync();
        });
        var again = await Lab.Pstn.ExpectCallAsync(Client);
        await again.AnswerAsync();
        await UntilEventAsync(id, "stage talking");
        var talk = await ToneTalk.BeginAsync(employee, again);
        await talk.CallerHangsUpAsync();

        await EndedAsync(id, "employee.hung_up");
    }
}
