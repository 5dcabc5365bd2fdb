using System.Text.RegularExpressions;
using CallControl.Crm.Contracts;
using Dapper;
using Npgsql;

namespace CallControl.Customers;

/// <summary>One enterprise's customers, as one vendor writes them.</summary>
internal sealed partial class CustomerBook(NpgsqlDataSource database, string enterprise, string integration, bool isPrimary) : ICustomerBook
{
    // The row's own names are written when it has none, when we are primary, or when they were ours; ids (the latest last) and the person in any case.
    private const string Upsert = """
        INSERT INTO customers AS c (enterprise_number, phone_e164, last_name, first_name, middle_name, enterprise_name, source, external_id, meta)
        VALUES (@enterprise, @Phone, @LastName, @FirstName, @MiddleName, @EnterpriseName, @Source, @ExternalId,
            jsonb_strip_nulls(jsonb_build_object('ids', jsonb_build_object(@integration::text, jsonb_build_array(@ExternalId::text)), 'person_uid', @PersonUid::text)))
        ON CONFLICT (enterprise_number, phone_e164) DO UPDATE SET
            (last_name, first_name, middle_name, enterprise_name, source, external_id) = (
                SELECT n.* FROM (VALUES (excluded.last_name, excluded.first_name, excluded.middle_name,
                    CASE WHEN @LeavesCompany THEN c.enterprise_name ELSE excluded.enterprise_name END, excluded.source, excluded.external_id)) AS n
                WHERE @hasName AND (@isPrimary OR c.source = excluded.source OR (c.last_name IS NULL AND c.first_name IS NULL AND c.enterprise_name IS NULL))
                UNION ALL
                SELECT c.last_name, c.first_name, c.middle_name, c.enterprise_name, COALESCE(c.source, excluded.source), COALESCE(c.external_id, excluded.external_id)
                LIMIT 1),
            meta = c.meta
                || jsonb_build_object('ids', COALESCE(c.meta -> 'ids', '{}') || jsonb_build_object(@integration::text,
                    (COALESCE(c.meta -> 'ids' -> @integration, '[]') - @ExternalId::text) || to_jsonb(@ExternalId::text)))
                || CASE WHEN c.meta ? 'person_uid' OR @PersonUid::text IS NULL THEN '{}' ELSE jsonb_build_object('person_uid', @PersonUid::text) END,
            updated_at = now()
        WHERE (c.last_name, c.first_name, c.middle_name, c.enterprise_name, c.source, c.external_id)
                IS DISTINCT FROM (excluded.last_name, excluded.first_name, excluded.middle_name,
                    CASE WHEN @LeavesCompany THEN c.enterprise_name ELSE excluded.enterprise_name END, excluded.source, excluded.external_id)
            OR c.meta -> 'ids' -> @integration ->> -1 IS DISTINCT FROM @ExternalId
            OR (@PersonUid::text IS NOT NULL AND NOT c.meta ? 'person_uid')
        """;

    // A person is one, whichever of his phones the names came with, and so is a company. Names that another source gave stay, unless we are primary.
    private const string Spread = """
        UPDATE customers SET last_name = @LastName, first_name = @FirstName, middle_name = @MiddleName,
            enterprise_name = CASE WHEN @LeavesCompany THEN enterprise_name ELSE @EnterpriseName END, source = @Source, updated_at = now()
        WHERE enterprise_number = @enterprise AND meta ->> 'person_uid' = @PersonUid AND phone_e164 <> ALL (@own)
          AND (@isPrimary OR source = @Source OR (last_name IS NULL AND first_name IS NULL AND enterprise_name IS NULL))
          AND ((last_name, first_name, middle_name) IS DISTINCT FROM (@LastName, @FirstName, @MiddleName)
            OR NOT @LeavesCompany AND enterprise_name IS DISTINCT FROM @EnterpriseName)
        """;

    // Without a person_uid the vendor's own id ties rows together.
    private const string SpreadById = """
        UPDATE customers SET last_name = @LastName, first_name = @FirstName, middle_name = @MiddleName,
            enterprise_name = CASE WHEN @LeavesCompany THEN enterprise_name ELSE @EnterpriseName END, source = @Source, updated_at = now()
        WHERE enterprise_number = @enterprise AND meta -> 'ids' @> jsonb_build_object(@integration::text, jsonb_build_array(@ExternalId::text)) AND phone_e164 <> ALL (@own)
          AND (@isPrimary OR source = @Source OR (last_name IS NULL AND first_name IS NULL AND enterprise_name IS NULL))
          AND ((last_name, first_name, middle_name) IS DISTINCT FROM (@LastName, @FirstName, @MiddleName)
            OR NOT @LeavesCompany AND enterprise_name IS DISTINCT FROM @EnterpriseName)
        """;

    private const string Select = """
        SELECT phone_e164 AS phone, source, external_id AS externalid, last_name AS lastname, first_name AS firstname, middle_name AS middlename,
               enterprise_name AS enterprisename, meta ->> 'person_uid' AS personuid
        FROM customers WHERE enterprise_number = @enterprise AND phone_e164 = @phone
        """;

    public async Task<int> SaveAsync(IReadOnlyList<CustomerNames> names, CancellationToken cancellation)
    {
        if (names.Count == 0)
            return 0;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var own = names.Select(name => name.Phone.ToString()).Distinct().ToArray();
        var changed = 0;
        // In one order always: two that save the same rows must not wait for each other.
        foreach (var row in names.Select(Clean).OrderBy(row => row.Phone.ToString(), StringComparer.Ordinal))
        {
            var hasName = HasName(row);
            var values = new
            {
                enterprise,
                integration,
                isPrimary,
                hasName,
                own,
                Phone = row.Phone.ToString(),
                row.LastName,
                row.FirstName,
                row.MiddleName,
                row.EnterpriseName,
                row.LeavesCompany,
                row.Source,
                row.ExternalId,
                row.PersonUid,
            };
            changed += await connection.ExecuteAsync(new CommandDefinition(Upsert, values, transaction, cancellationToken: cancellation));
            if (hasName)
                changed += await connection.ExecuteAsync(new CommandDefinition(row.PersonUid is null ? SpreadById : Spread, values, transaction, cancellationToken: cancellation));
        }

        await transaction.CommitAsync(cancellation);
        return changed;
    }

    public async Task<CustomerNames?> FindAsync(PhoneNumber phone, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            Select, new { enterprise, phone = phone.ToString() }, cancellationToken: cancellation));
        return row is null ? null : new CustomerNames(
            phone, row.Source ?? "", row.ExternalId ?? "", row.LastName, row.FirstName, row.MiddleName, row.EnterpriseName, row.PersonUid);
    }

    private static bool HasName(CustomerNames row) => row.LastName is not null || row.FirstName is not null || row.EnterpriseName is not null;

    private static CustomerNames Clean(CustomerNames row)
    {
        var digits = row.Phone.Digits;
        return row with
        {
            LastName = NameOf(row.LastName, digits),
            FirstName = NameOf(row.FirstName, digits),
            MiddleName = NameOf(row.MiddleName, digits),
            EnterpriseName = NameOf(row.EnterpriseName, digits),
        };
    }

    /// <summary>A CRM's own placeholder, <c>+375447034448</c> or <c>Client +375 44 703-44-48</c>, says nothing about anybody.</summary>
    private static string? NameOf(string? text, string digits)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return NotDigit().Replace(text, "").Contains(digits, StringComparison.Ordinal) ? null : text.Trim();
    }

    [GeneratedRegex("[^0-9]")]
    private static partial Regex NotDigit();

    private sealed class Row
    {
        public string? Source { get; set; }

        public string? ExternalId { get; set; }

        public string? LastName { get; set; }

        public string? FirstName { get; set; }

        public string? MiddleName { get; set; }

        public string? EnterpriseName { get; set; }

        public string? PersonUid { get; set; }
    }
}
