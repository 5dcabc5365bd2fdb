using CallControl.Calls;
using CallControl.Enterprises;
using CallControl.Flows.ClickToCall;
using CallControl.Storage;
using Npgsql;

namespace CallControl.ClickToCall;

/// <summary>
/// Takes clicks that came to a process which has no Asterisk. That process writes the call down without an owner and raises a signal; whoever is linked to a node that may make it
/// becomes its owner by one UPDATE, and runs it as if the click had come here.
/// </summary>
internal sealed class ClickTaker : BackgroundService
{
    private readonly ClickStore _store;
    private readonly ClickNodes _nodes;
    private readonly ClickSettings _settings;
    private readonly ClickToCallCalls _calls;
    private readonly CallClaims _claims;
    private readonly EnterpriseDirectory _enterprises;
    private readonly ILogger<ClickTaker> _logger;
    private readonly WakeUp _waiting;

    public ClickTaker(
        ClickStore store, ClickNodes nodes, ClickSettings settings, ClickToCallCalls calls, CallClaims claims, EnterpriseDirectory enterprises, DatabaseSignals signals, TimeProvider time,
        ILogger<ClickTaker> logger)
    {
        (_store, _nodes, _settings, _calls, _claims, _enterprises, _logger) = (store, nodes, settings, calls, claims, enterprises, logger);
        _waiting = new WakeUp(time);
        signals.Listen(ClickStore.Signal, _waiting.Call);
    }

    public override void Dispose()
    {
        _waiting.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _waiting.WaitAsync(Timeout.InfiniteTimeSpan, stoppingToken);
                foreach (var click in await _store.WaitingAsync(stoppingToken))
                    await TakeAsync(click, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                // Who waits for it is told that nobody came.
                Log.DatabaseAway(_logger, e is NpgsqlException away ? StorageErrors.Describe(away) : e.Message);
            }
        }
    }

    private async Task TakeAsync(WaitingClick click, CancellationToken stopping)
    {
        if (_enterprises.Find(click.Enterprise) is not { } enterprise || _settings.Of(enterprise) is not { } own || _nodes.FindLinked(own) is not { } node)
            return;
        if (node.Environment.Full is not null)
            return;
        if (await _claims.TakeAsync(click.Id, node.Options.Name, stopping) is not { } row)
            return;
        Log.Taken(_logger, click.Id, node.Options.Name);
        _calls.Start(row, node.Environment);
    }
}
