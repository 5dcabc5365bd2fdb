using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace CallControl.Delivery.Exchanges;

/// <summary>Writes exchanges into <c>integration_logs</c>, many at a time. Nobody waits for it: while the database is away the oldest are lost, counted and said.</summary>
internal sealed class ExchangeLog : BackgroundService
{
    private const int LargestBatch = 500;
    private const int MostWaiting = 20_000;
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    private const string Insert = """
        INSERT INTO integration_logs (created_at, enterprise_number, integration_type, call_id, api, method, url, request, status, response, error, duration_ms)
        SELECT created_at, enterprise_number, integration_type, call_id, api, method, url, request, status, response, error, duration_ms
        FROM jsonb_populate_recordset(NULL::integration_logs, $1)
        """;

    private readonly NpgsqlDataSource _database;
    private readonly TimeProvider _time;
    private readonly ILogger<ExchangeLog> _logger;
    private readonly Channel<Exchange> _waiting;
    private int _lost;

    public ExchangeLog(NpgsqlDataSource database, TimeProvider time, ILogger<ExchangeLog> logger)
    {
        (_database, _time, _logger) = (database, time, logger);
        _waiting = Channel.CreateBounded<Exchange>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => Interlocked.Increment(ref _lost));
    }

    public void Add(Exchange exchange) => _waiting.Writer.TryWrite(exchange);

    /// <summary>What waits is written before the program ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        if (ExecuteTask is { } writing)
            await Task.WhenAny(writing, Task.Delay(Retry, _time, cancellationToken));
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                List<Exchange> batch = [];
                while (batch.Count < LargestBatch && _waiting.Reader.TryRead(out var exchange))
                    batch.Add(exchange);
                while (!await TryWriteAsync(batch, stoppingToken))
                    await Task.Delay(Retry, _time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end of the program; StopAsync has waited.
        }
    }

    /// <summary>False to be tried again.</summary>
    private async Task<bool> TryWriteAsync(List<Exchange> batch, CancellationToken cancellation)
    {
        try
        {
            await using var command = _database.CreateCommand(Insert);
            command.Parameters.Add(new NpgsqlParameter { Value = JsonSerializer.Serialize(batch, ExchangeJson.Default.ListExchange), NpgsqlDbType = NpgsqlDbType.Jsonb });
            await command.ExecuteNonQueryAsync(cancellation);
            if (Interlocked.Exchange(ref _lost, 0) is > 0 and var lost)
                Log.ExchangesLost(_logger, lost, "the database was away for too long");
            return true;
        }
        catch (PostgresException e) when (!Storage.StorageErrors.MayPass(e))
        {
            // One that can't be stored must not take the others with it.
            if (batch.Count > 1)
                return await TryWriteAsync(batch[..(batch.Count / 2)], cancellation) && await TryWriteAsync(batch[(batch.Count / 2)..], cancellation);
            Log.ExchangesLost(_logger, batch.Count, e.MessageText);
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            return false;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(List<Exchange>))]
internal sealed partial class ExchangeJson : JsonSerializerContext;
