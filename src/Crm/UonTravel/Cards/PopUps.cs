using CallControl.Crm.Contracts;
using CallControl.Crm.UonTravel.Api;
using CallControl.Crm.UonTravel.Calls;
using CallControl.Crm.UonTravel.Clients;
using CallControl.Crm.UonTravel.Settings;
using Microsoft.Extensions.Logging;

namespace CallControl.Crm.UonTravel.Cards;

/// <summary>Shows a pop-up to the managers whose extensions ring, of an outgoing call to the one who calls; each once in a call. U-ON can't take a pop-up away again.</summary>
internal sealed class PopUps(UonApi api, UonSettings settings, PopUpText text, ILogger logger)
{
    /// <summary>Who is to be shown one and was not yet.</summary>
    public IReadOnlyList<(string Manager, string Extension)> Wanted(CallRinging ringing, CallNotes notes)
    {
        if (!settings.Notifies(ringing.Call))
            return [];
        var extensions = ringing.Ringing.Select(party => party.Extension).OfType<string>();
        if (ringing.Call.Direction == CallDirection.Outgoing)
            extensions = extensions.Take(1);
        return [.. extensions.SelectMany(extension => settings.ManagersAt(extension).Select(manager => (manager, extension)))
            .Where(screen => !notes.Cards.Contains(screen.manager)).DistinctBy(screen => screen.manager)];
    }

    /// <param name="ringing">The call.</param>
    /// <param name="screens">See <see cref="Wanted"/>.</param>
    /// <param name="client">Null for the basic text.</param>
    /// <param name="about">See <see cref="AboutClient"/>.</param>
    /// <param name="notes">Of the call.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task ShowAsync(
        CallRinging ringing, IReadOnlyList<(string Manager, string Extension)> screens, ClientNote? client, IReadOnlyList<string> about, CallNotes notes, CancellationToken cancellation)
    {
        foreach (var (manager, extension) in screens)
        {
            var says = client is null ? PopUpText.Basic(ringing.Call, extension) : text.Enriched(ringing, extension, client, about);
            try
            {
                await api.NotifyAsync(manager, says, cancellation);
                PopUpMetrics.Count(client is not null, isTaken: true);
                Log.Shown(logger, ringing.Call.Id, manager, extension);
            }
            catch (CrmException e) when (!e.IsTransient && !e.IsAccountProblem)
            {
                // A manager who has left must cost neither the others their pop-up nor the client his lead.
                PopUpMetrics.Count(client is not null, isTaken: false);
                Log.PopUpRefused(logger, ringing.Call.Id, manager, e.Message);
            }

            await notes.CardsAsync([.. notes.Cards, manager], cancellation);
        }
    }
}
