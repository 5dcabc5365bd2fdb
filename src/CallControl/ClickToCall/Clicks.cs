using CallControl.Calls;
using CallControl.Crm.Contracts;
using CallControl.Enterprises;
using CallControl.Flows.ClickToCall;
using CallControl.Nodes;
using CallControl.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.ClickToCall;

/// <summary>Makes calls for employees who click on a number, within what their enterprise allows. Whoever asks has been recognised already.</summary>
internal sealed class Clicks(
    ClickNodes nodes, ClickStore store, ClickSettings settings, ClickToCallCalls calls, Replica replica, IOptions<ClickToCallOptions> options, TimeProvider time, ILogger<Clicks> logger)
{
    /// <param name="enterprise">Whose employee it is.</param>
    /// <param name="extension">His.</param>
    /// <param name="phone">Whom to call, as it was written.</param>
    /// <param name="source">Who asks, for log and metrics: <c>api</c>, <c>makecallexternal</c>, <c>ms</c>.</param>
    /// <param name="cancellation">Nobody waits for the answer any more; a call that has begun goes on.</param>
    public Task<ClickResult> CallAsync(Enterprise enterprise, string extension, string phone, string source, CancellationToken cancellation) =>
        CallAsync(enterprise, extension, phone, null, source, cancellation);

    /// <summary>The same, with a number for the client to see.</summary>
    /// <param name="enterprise">Whose employee it is.</param>
    /// <param name="extension">His.</param>
    /// <param name="phone">Whom to call, as it was written.</param>
    /// <param name="line">One of the enterprise's own numbers; null for the one in its settings. Whoever asks knows that it is the enterprise's.</param>
    /// <param name="source">Who asks.</param>
    /// <param name="cancellation">Nobody waits for the answer any more; a call that has begun goes on.</param>
    public async Task<ClickResult> CallAsync(Enterprise enterprise, string extension, string phone, PhoneNumber? line, string source, CancellationToken cancellation)
    {
        var result = await TryAsync(enterprise, extension, phone, line, cancellation);
        ClickMetrics.Count(source, result);
        var number = settings.Of(enterprise) is { } own && PhoneNumber.TryParse(phone, out var parsed, own.Home) ? parsed.Masked : "no number";
        if (result.Refusal is { } refusal)
            Log.Refused(logger, source, enterprise.Number, extension, number, refusal.ToWord());
        else
            Log.Clicked(logger, result.CallId!.Value, source, enterprise.Number, extension, number, result.IsRepeated ? "there already" : "new");
        return result;
    }

    private async Task<ClickResult> TryAsync(Enterprise enterprise, string extension, string phone, PhoneNumber? line, CancellationToken cancellation)
    {
        if (settings.Of(enterprise) is not { } own)
            return ClickResult.Refused(ClickRefusal.SettingsUnreadable);
        if (!own.Enabled)
            return ClickResult.Refused(ClickRefusal.Disabled);
        if (!enterprise.Employees.Any(employee => employee.Extension == extension))
            return ClickResult.Refused(ClickRefusal.UnknownExtension);
        if (!PhoneNumber.TryParse(phone, out var number, own.Home))
            return ClickResult.Refused(ClickRefusal.InvalidPhone);
        if (own.Destinations.Judge(number) is { } forbidden)
            return ClickResult.Refused(forbidden);
        var linked = nodes.FindLinked(own);
        if ((linked ?? (options.Value.HandOverTime > TimeSpan.Zero ? nodes.Find(own) : null)) is not { } node)
            return ClickResult.Refused(ClickRefusal.Unavailable);
        if (node.Environment.Full is not null)
            return ClickResult.Refused(ClickRefusal.NodeFull);

        var row = RowOf(enterprise, extension, number, line ?? own.Line, node, linked is null ? null : replica.Id);
        try
        {
            var result = await store.BeginAsync(row, own, cancellation);
            if (result is not { CallId: not null, IsRepeated: false })
                return result;
            if (linked is null)
                return await store.IsTakenAsync(row.Id) ? result : ClickResult.Refused(ClickRefusal.Unavailable);
            calls.Start(row, linked.Environment);
            return result;
        }
        catch (NpgsqlException e) when (StorageErrors.MayPass(e))
        {
            // Without the database nobody can count, so nobody calls.
            Log.DatabaseAway(logger, StorageErrors.Describe(e));
            return ClickResult.Refused(ClickRefusal.Unavailable);
        }
    }

    /// <summary>A row of no process is taken by one that has an Asterisk.</summary>
    private CallRow RowOf(Enterprise enterprise, string extension, PhoneNumber client, PhoneNumber? line, AsteriskNode node, Guid? process)
    {
        var now = time.GetUtcNow();
        var id = CallId.New(now);
        return new CallRow
        {
            Id = id.Value,
            Node = node.Options.Name,
            Flow = ClickToCallFlow.Name,
            Direction = CallRow.Outgoing,
            Stage = "new",
            Enterprise = enterprise.Number,
            Extension = extension,
            Line = line?.ToString(),
            Caller = extension,
            Dialled = client.ToString(),
            CallerChannel = RungChannels.IdOf(id).Value,
            Replica = process,
            StartedAt = now,
        };
    }
}
