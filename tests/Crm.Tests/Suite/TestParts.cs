using System.Text.Json;
using CallControl.Crm.Contracts;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallControl.Crm.Tests.Suite;

/// <summary>What an adapter is given to work with, in memory but for the vendor itself.</summary>
internal sealed class TestParts : IDisposable
{
    private readonly CrmHttp _http;

    public TestParts()
    {
        _http = new CrmHttp(Steps);
        Parts = new CrmParts(_http, new CustomerBook(), new CallMemory(Steps), TimeProvider.System, NullLogger.Instance);
    }

    public Steps Steps { get; } = new();

    public CrmParts Parts { get; }

    public static CrmAccount Account(JsonElement settings) => new("0367", "Sample", TimeZoneInfo.Utc, settings, [], IsPrimary: true);

    public void Dispose() => _http.Dispose();
}
