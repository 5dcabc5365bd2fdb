using CallControl.Web.Api.Calls;
using Dapper;
using Npgsql;

namespace CallControl.Web.Api.Analysis;

/// <summary>Finds results of the call analytics.</summary>
internal sealed class AnalysisSearch(NpgsqlDataSource database)
{
    public async Task<IReadOnlyList<AnalysisResultView>> PageAsync(AnalysisFilter filter, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var (key, direction) = filter.Sort switch
        {
            "worst" => ("a.completion_percentage", "ASC"),
            "best" => ("a.completion_percentage", "DESC"),
            _ => ("a.received_at", "DESC"),
        };
        var sql = $"SELECT {AnalysisResultView.Columns} FROM call_analysis a {Where(filter, key, direction)} ORDER BY {key} {direction}, a.id {direction} LIMIT {limit}";
        return [.. await connection.QueryAsync<AnalysisResultView>(new CommandDefinition(sql, filter, cancellationToken: cancellationToken))];
    }

    // Only the conditions that are asked for, so that PostgreSQL can choose their index.
    private static string Where(AnalysisFilter filter, string key, string direction)
    {
        List<string> conditions = [$"{key} IS NOT NULL"];
        Add(filter.Enterprise, "a.enterprise_number = @Enterprise");
        Add(filter.Kind, "a.kind = @Kind");
        Add(filter.Subject, "a.subject = @Subject");
        Add(filter.ManagerId, "a.manager_id = @ManagerId");
        Add(filter.Known, filter.Known == true ? "a.call_id IS NOT NULL" : "a.call_id IS NULL");
        Add(filter.From, "a.received_at >= @From");
        Add(filter.To, "a.received_at < @To");
        Add(filter.After, $"({key}, a.id) {(direction == "ASC" ? '>' : '<')} (SELECT {key}, a.id FROM call_analysis a WHERE a.id = @After)");
        return "WHERE " + string.Join(" AND ", conditions);

        void Add(object? value, string condition)
        {
            if (value is not null)
                conditions.Add(condition);
        }
    }
}
