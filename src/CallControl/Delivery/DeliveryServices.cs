using CallControl.Calls;
using CallControl.Crm.Contracts;
using CallControl.Delivery.Exchanges;
using CallControl.Delivery.Limits;
using CallControl.Delivery.Outbox;
using CallControl.Delivery.Recovery;
using CallControl.Recordings;
using CallControl.Telemetry;

namespace CallControl.Delivery;

internal static class DeliveryServices
{
    /// <summary>A vendor is added by registering an <see cref="ICrmVendor"/>; nothing else knows of it.</summary>
    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.AddOptions<DeliveryOptions>().BindConfiguration("Delivery").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IRateGate, PostgresRateGate>();
        services.AddSingleton<CrmConnections>();
        services.AddSingleton<ExchangeLog>();
        services.AddHostedService(provider => provider.GetRequiredService<ExchangeLog>());
        services.AddHostedService<PublicUrlWatch>();
        services.AddSingleton<CrmAccounts>();
        services.AddSingleton<OutboxSql>();
        services.AddSingleton<OutboxTable>();
        services.AddSingleton<OutboxDesk>();
        services.AddSingleton<OutboxBacklog>();
        services.AddSingleton<IBacklog>(provider => provider.GetRequiredService<OutboxBacklog>());
        services.AddHostedService(provider => provider.GetRequiredService<OutboxBacklog>());
        services.AddSingleton<RecoveredCalls>();
        services.AddSingleton<ICallWatcher, CallEvents>();
        services.AddSingleton<IRecordingSaved, RecordingEvents>();
        services.AddSingleton<EventTeller>();
        services.AddSingleton<AccountAlarms>();
        services.AddHealthChecks().AddCheck<AccountAlarms>("crm", tags: ["ready"]);
        services.AddSingleton<DeliveryService>();
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryService>());
        services.AddSingleton<DeliverySweep>();
        services.AddHostedService(provider => provider.GetRequiredService<DeliverySweep>());
        return services;
    }
}
