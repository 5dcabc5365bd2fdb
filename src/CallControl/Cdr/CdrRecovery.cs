using CallControl.Calls;
using CallControl.Nodes;
using CallControl.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.Cdr;

/// <summary>
/// Looks into the call records of the nodes that are linked to this process, at the start, after each reconnect and now and then: what is there is either known by then,
/// or came while nobody of ours listened.
/// </summary>
internal sealed class CdrRecovery(
    NodeDirectory nodes, CdrReader reader, CallJournal journal, IOptions<CdrOptions> options, TimeProvider time, ILogger<CdrRecovery> logger) : BackgroundService
{
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var recorded = nodes.All.Where(node => node.CdrFile is not null).ToList();
        if (recorded.Count == 0)
            return;
        using var ticks = new PeriodicTimer(options.Value.LookEvery, time);
        try
        {
            do
            {
                foreach (var node in recorded)
                    await LookAsync(node, node.CdrFile!, stoppingToken);
            }
            while (await ticks.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task LookAsync(AsteriskNode node, CdrFile file, CancellationToken stopping)
    {
        try
        {
            if (!_begun.Contains(node.Options.Name))
                await reader.BeginAsync(node.Options.Name, file, stopping);
            _begun.Add(node.Options.Name);
            // What our journal has not written yet would look as if nobody knew it, and calls of a process that ended learn from these lines when they ended, before they are done with.
            if (node.IsCompared && journal.Age < options.Value.Settle / 2)
                await reader.ReadAsync(node.Options.Name, node.Options.ExtensionEndpoint, file, stopping);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or UnauthorizedAccessException)
        {
            Log.NotRead(logger, node.Options.Name, file.Path, e is NpgsqlException away ? StorageErrors.Describe(away) : e.Message);
        }
#pragma warning disable CA1031 // The edge of the loop: a fault with one file must not end the looking.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.Crashed(logger, node.Options.Name, e);
        }
    }
}
