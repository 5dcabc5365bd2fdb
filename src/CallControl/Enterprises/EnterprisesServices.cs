using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.Enterprises;

internal static class EnterprisesServices
{
    public static IServiceCollection AddEnterprises(this IServiceCollection services)
    {
        services.AddOptions<EnterprisesOptions>().BindConfiguration("Enterprises").ValidateDataAnnotations().ValidateOnStart();
        services.AddDataProtection().SetApplicationName("CallControl");
        services.AddOptions<KeyManagementOptions>().Configure<NpgsqlDataSource, IOptions<EnterprisesOptions>>((keys, database, options) =>
            keys.XmlRepository = options.Value.KeysFolder is { Length: > 0 } folder
                ? new FileSystemXmlRepository(KeysFolder.Open(folder), NullLoggerFactory.Instance)
                : new KeyTable(database));
        services.AddHostedService<FirstKey>();
        services.AddSingleton<Secrets>();
        services.AddSingleton<EnterpriseRepository>();
        services.AddSingleton<EnterpriseDirectory>();
        services.AddHostedService(provider => provider.GetRequiredService<EnterpriseDirectory>());
        services.AddSingleton<EnterpriseDesk>();
        return services;
    }
}
