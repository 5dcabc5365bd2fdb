using System.Data.Common;
using Dapper;
using Npgsql;

namespace CallControl.Storage;

internal static class StorageServices
{
    /// <summary>The name of the connection string: <c>ConnectionStrings:CallControl</c>.</summary>
    public const string ConnectionName = "CallControl";

    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        SqlMapper.AddTypeHandler(new PhoneNumberTypeHandler());
        DefaultTypeMap.MatchNamesWithUnderscores = true;

        services.AddOptions<StorageOptions>().BindConfiguration("Storage").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(Connect);
        services.AddSingleton(_ => Migration.Embedded());
        services.AddHostedService<Migrator>();
        services.AddSingleton<DatabaseSignals>();
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseSignals>());
        services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", tags: ["ready"]);
        return services;
    }

    private static NpgsqlDataSource Connect(IServiceProvider services)
    {
        var text = services.GetRequiredService<IConfiguration>().GetConnectionString(ConnectionName);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new StartupException(
                $"No database is configured: set ConnectionStrings:{ConnectionName} (environment: ConnectionStrings__{ConnectionName}), "
                + "for example Host=127.0.0.1;Database=callcontrol;Username=callcontrol;Password=…");
        }

        var builder = new NpgsqlDataSourceBuilder(WithDefaults(text));
        // In metrics, which would show the connection string otherwise.
        builder.Name = "callcontrol";
        builder.UseLoggerFactory(services.GetRequiredService<ILoggerFactory>());
        return builder.Build();
    }

    private static string WithDefaults(string text)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(text);
        }
        catch (ArgumentException e)
        {
            throw new StartupException($"ConnectionStrings:{ConnectionName} can't be read: {e.Message}", e);
        }

        // A visitor waits on the other side: a database that does not answer is given up long before Npgsql's own 15 and 30 s.
        var given = new DbConnectionStringBuilder { ConnectionString = text };
        if (!given.ContainsKey("Timeout"))
            settings.Timeout = 5;
        if (!given.ContainsKey("Command Timeout") && !given.ContainsKey("CommandTimeout"))
            settings.CommandTimeout = 10;
        // Planning the lease costs more than running it. Set it to 0 behind a pooler that hands out another connection for each transaction.
        if (!given.ContainsKey("Max Auto Prepare") && !given.ContainsKey("MaxAutoPrepare"))
            settings.MaxAutoPrepare = 50;
        // A burst of calls must not open a hundred connections at once; a few stand ready for the first of them.
        if (!given.ContainsKey("Maximum Pool Size") && !given.ContainsKey("Max Pool Size"))
            settings.MaxPoolSize = 20;
        if (!given.ContainsKey("Minimum Pool Size") && !given.ContainsKey("Min Pool Size"))
            settings.MinPoolSize = Math.Min(4, settings.MaxPoolSize);
        settings.ApplicationName ??= "callcontrol";
        return settings.ConnectionString;
    }
}
