using CallControl.Crm.Contracts;
using CallControl.Delivery.Exchanges;
using CallControl.Delivery.Outbox;
using CallControl.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.Delivery;

/// <summary>Tells one account of one event and judges what came of it.</summary>
internal sealed class EventTeller(IOptions<DeliveryOptions> options, TimeProvider time, ILogger<EventTeller> logger)
{
    /// <summary>Null, but in tests: called between the steps, and may throw as if the process ended there.</summary>
    public Func<DeliveryStep, OutboxEvent, Task>? Between { get; set; }

    /// <returns>What becomes of the event, and whether the account answered (null: it was not asked).</returns>
    public async Task<(OutboxResult Result, Verdict Verdict)> TellAsync(OpenAccount account, OutboxEvent taken, CancellationToken stopping)
    {
        using var scope = Log.EventScope(logger, account.Account.Enterprise, account.Vendor.Name, taken.CallId);
        ExchangeHandler.CurrentCall.Value = taken.CallId;
        if (taken.Event is not { } crmEvent)
            return (SetAside(account, taken, "the stored event can't be read"), Verdict.NotAsked);
        if (IsTooLate(crmEvent))
        {
            DeliveryMetrics.Expired.Add(1);
            Log.Expired(logger, taken.Kind, taken.CallId, account.Vendor.Name, account.Account.Enterprise);
            return (OutboxResult.Expired(taken.Id), Verdict.NotAsked);
        }

        using var limit = new CancellationTokenSource(options.Value.EventTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, limit.Token);
        try
        {
            await (Between?.Invoke(DeliveryStep.Taken, taken) ?? Task.CompletedTask);
            await account.Adapter.HandleAsync(WithExtensions(crmEvent, account.Account.Employees), either.Token);
            await (Between?.Invoke(DeliveryStep.Told, taken) ?? Task.CompletedTask);
            await SaveNamesAsync(account, crmEvent, either.Token);
            await (Between?.Invoke(DeliveryStep.NamesSaved, taken) ?? Task.CompletedTask);
            DeliveryMetrics.Delivered.Add(1);
            Log.Told(logger, account.Vendor.Name, account.Account.Enterprise, taken.Kind, taken.CallId);
            return (OutboxResult.Delivered(taken.Id), Verdict.Answers);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return (OutboxResult.Again(taken.Id, TimeSpan.Zero, "the program ended meanwhile"), Verdict.NotAsked);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            return (Later(account, taken, crmEvent, $"not done within {options.Value.EventTime}", null), Verdict.Failed(e.Message, false));
        }
        catch (CrmException e) when (e.IsAccountProblem)
        {
            // However long it takes: the event is well, and nothing could be told in place of it.
            return (Again(account, taken, Describe(e), e.RetryAfter), Verdict.Failed(Describe(e), true));
        }
        catch (CrmException e) when (e.IsTransient && e.Code == "429")
        {
            // The vendor is well, and busy: its gate is closed for a while, which is enough.
            return (Later(account, taken, crmEvent, Describe(e), e.RetryAfter), Verdict.NotAsked);
        }
        catch (CrmException e) when (e.IsTransient)
        {
            return (Later(account, taken, crmEvent, Describe(e), e.RetryAfter), Verdict.Failed(Describe(e), false));
        }
        catch (CrmException e)
        {
            // A refusal is an answer: the account is well, this event is not.
            return (SetAside(account, taken, Describe(e)), Verdict.Answers);
        }
        catch (NpgsqlException e) when (StorageErrors.MayPass(e))
        {
            // Our database is away: that says nothing of the event or the account.
            return (Later(account, taken, crmEvent, StorageErrors.Describe(e), null), Verdict.NotAsked);
        }
        catch (KilledException)
        {
            throw;
        }
#pragma warning disable CA1031 // The edge of one event's work: our own fault with it must not stop the others.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.Fault(logger, e, account.Vendor.Name, account.Account.Enterprise, taken.Kind, taken.CallId);
            return taken.Attempt >= options.Value.AttemptsAfterFault
                ? (SetAside(account, taken, e.Message), Verdict.NotAsked)
                : (Later(account, taken, crmEvent, e.Message, null), Verdict.NotAsked);
        }
    }

    private bool IsTooLate(CrmEvent crmEvent) =>
        crmEvent is CallRinging or CallAnswered && (crmEvent.Recovered || time.GetUtcNow() - crmEvent.At > options.Value.PopUpTime);

    private OutboxResult Later(OpenAccount account, OutboxEvent taken, CrmEvent crmEvent, string error, TimeSpan? asked)
    {
        if (time.GetUtcNow() - crmEvent.At > options.Value.GiveUpAfter)
            return SetAside(account, taken, error);
        return Again(account, taken, error, asked);
    }

    private OutboxResult Again(OpenAccount account, OutboxEvent taken, string error, TimeSpan? asked)
    {
        var wait = RetryDelay.After(taken.Attempt, options.Value, asked);
        DeliveryMetrics.Retried.Add(1);
        Log.Retries(logger, account.Vendor.Name, account.Account.Enterprise, taken.Kind, taken.CallId, taken.Attempt, wait, error);
        return OutboxResult.Again(taken.Id, wait, error);
    }

    private OutboxResult SetAside(OpenAccount account, OutboxEvent taken, string error)
    {
        DeliveryMetrics.Dead.Add(1);
        Log.SetAside(logger, account.Vendor.Name, account.Account.Enterprise, taken.Kind, taken.CallId, error);
        return OutboxResult.Dead(taken.Id, error);
    }

    /// <summary>After each call the primary vendor's names go into <c>customers</c>. Names can be had again any time: a failure here fails nothing.</summary>
    private async Task SaveNamesAsync(OpenAccount account, CrmEvent crmEvent, CancellationToken cancellation)
    {
        if (crmEvent is not CallEnded || !account.Account.IsPrimary || !account.Vendor.Capabilities.HasFlag(CrmCapabilities.Names) || crmEvent.Call.Client is not { } client)
            return;
        try
        {
            DeliveryMetrics.NamesSaved.Add(await account.Parts.Customers.SaveAsync(await account.Adapter.FindNamesAsync(client, cancellation), cancellation));
        }
        catch (Exception e) when (e is CrmException or NpgsqlException)
        {
            Log.NamesNotRead(logger, crmEvent.Call.Id, account.Vendor.Name, e.Message);
        }
    }

    /// <summary>An employee who is rung on his outside phone is known by his extension.</summary>
    private static CrmEvent WithExtensions(CrmEvent crmEvent, IReadOnlyList<Employee> employees)
    {
        return crmEvent switch
        {
            CallRinging ringing => ringing with { Ringing = [.. ringing.Ringing.Select(Known)] },
            CallAnswered answered => answered with { By = Known(answered.By) },
            CallEnded { By: { } by } ended => ended with { By = Known(by) },
            RecordingReady { By: { } by } recording => recording with { By = Known(by) },
            _ => crmEvent,
        };

        CallParty Known(CallParty party) => party is { Extension: null, Phone: { } phone } && employees.FirstOrDefault(employee => employee.Phone == phone) is { } employee
            ? party with { Extension = employee.Extension }
            : party;
    }

    private static string Describe(CrmException e) => e.Code is { } code && !e.Message.Contains(code, StringComparison.Ordinal) ? $"{e.Message} ({code})" : e.Message;
}
