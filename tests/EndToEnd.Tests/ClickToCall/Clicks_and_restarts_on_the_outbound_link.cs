using CallControl.EndToEnd.Tests.Calls;

namespace CallControl.EndToEnd.Tests.ClickToCall;

/// <summary>Asterisk keeps who answers for us while we are away.</summary>
public sealed class Clicks_and_restarts_on_the_outbound_link(OutboundClickLab fixture) : Clicks_and_restarts(fixture), IClassFixture<OutboundClickLab>
{
    [Fact]
    public async Task A_client_who_answers_while_it_is_away_talks_when_it_is_back()
    {
        var (id, employee, client) = await RingClientAsync();
        await UntilEventAsync(id, $"rings {Client}");

        await KillAndRestartAsync(id, client.AnswerAsync);
        await UntilEventAsync(id, "stage talking");
        var talk = await ToneTalk.BeginAsync(employee, client);
        await talk.CallerHangsUpAsync();

        await EndedAsync(id, "employee.hung_up");
    }
}
