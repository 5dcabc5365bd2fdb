using CallControl.Calls;
using CallControl.Crm.Contracts;
using CallControl.Delivery.Recovery;
using CallControl.ExternalPbx;
using Dapper;
using Npgsql;

namespace CallControl.Cdr;

/// <summary>
/// Which of the calls in Asterisk's records nobody here has seen: calls to virtual numbers that are not in <c>calls</c>. Whose they are is found as for a live call.
/// </summary>
internal sealed class CdrCalls(NpgsqlDataSource database, ExternalAttribution attribution)
{
    private const int LongestExtension = 6;

    // Two machines' clocks differ; the calls' own index is by time.
    private static readonly TimeSpan ClockMargin = TimeSpan.FromHours(1);

    private const string KnownSql = "SELECT caller_channel FROM calls WHERE started_at BETWEEN @from AND @to AND caller_channel = ANY(@channels)";

    /// <param name="rows">Records of one node.</param>
    /// <param name="extensionEndpoint">How that node dials extensions: <c>PJSIP/{number}</c>.</param>
    /// <param name="cancellationToken">The program ends.</param>
    public async Task<IReadOnlyList<HangUp>> FindUnseenAsync(IReadOnlyList<CdrRow> rows, string extensionEndpoint, CancellationToken cancellationToken)
    {
        // Legs that we made ourselves belong to a call that came first, and has a record of its own.
        var calls = rows.Where(row => CallId.TryParse(row.UniqueId) is null).GroupBy(row => row.UniqueId).ToDictionary(call => call.Key, call => call.ToList());
        if (calls.Count == 0)
            return [];
        var known = await FindKnownAsync(calls, cancellationToken);
        List<HangUp> unseen = [];
        foreach (var (id, records) in calls.Where(call => !known.Contains(call.Key)))
        {
            if (await FindAsync(id, records, extensionEndpoint, cancellationToken) is { } call)
                unseen.Add(call);
        }

        return unseen;
    }

    private async Task<HangUp?> FindAsync(string id, List<CdrRow> records, string extensionEndpoint, CancellationToken cancellationToken)
    {
        var first = records[0];
        var client = attribution.Parse(first.Source);
        var (listing, reason) = await attribution.FindAsync(client, attribution.Parse(first.Dialled), cancellationToken);
        if (listing?.Enterprise is not { } enterprise || ExternalAttribution.IsStranger(reason))
            return null;
        var answered = records.Where(record => record.IsAnswered).ToList();
        return new HangUp(
            id, enterprise, CallDirection.Incoming, client, attribution.Parse(first.Dialled), records.Min(record => record.StartedAt), records.Max(record => record.EndedAt),
            answered.Count == 0 ? null : answered.Min(record => record.AnsweredAt),
            (answered.Count == 0 ? records : answered).Select(record => ExtensionOf(record, extensionEndpoint)).LastOrDefault(extension => extension is not null),
            records.Select(RecordingOf).FirstOrDefault(recording => recording is not null));
    }

    private async Task<HashSet<string>> FindKnownAsync(Dictionary<string, List<CdrRow>> calls, CancellationToken cancellationToken)
    {
        var from = calls.Values.Min(call => call[0].StartedAt) - ClockMargin;
        var to = calls.Values.Max(call => call[^1].EndedAt) + ClockMargin;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var known = await connection.QueryAsync<string>(new CommandDefinition(KnownSql, new { from, to, channels = calls.Keys.ToArray() }, cancellationToken: cancellationToken));
        return known.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary><c>PJSIP/152-0000002a</c> is extension 152; a channel to a trunk is none.</summary>
    private static string? ExtensionOf(CdrRow record, string endpoint)
    {
        var before = endpoint[..endpoint.IndexOf('{', StringComparison.Ordinal)];
        if (!record.DestinationChannel.StartsWith(before, StringComparison.Ordinal))
            return null;
        var digits = record.DestinationChannel.AsSpan(before.Length);
        var length = digits.IndexOfAnyExceptInRange('0', '9');
        return length is > 0 and <= LongestExtension && digits[length] == '-' ? digits[..length].ToString() : null;
    }

    private static Uri? RecordingOf(CdrRow record)
        => Uri.TryCreate(record.UserField, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
}
