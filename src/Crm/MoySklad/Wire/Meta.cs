namespace CallControl.Crm.MoySklad.Wire;

/// <summary>How MoySklad points at its own objects: <c>{"href","type","mediaType"}</c>. The Phone API puts it flat into a field, the JSON API inside <c>{"meta":…}</c>.</summary>
/// <param name="Href">Full address; its last segment is the id.</param>
/// <param name="Type">The entity: <c>counterparty</c>, <c>employee</c>.</param>
/// <param name="MediaType">Always <c>application/json</c>.</param>
public sealed record Meta(string Href, string Type, string MediaType = "application/json")
{
    /// <summary>The object's page for people, in answers of the JSON API.</summary>
    public string? UuidHref { get; init; }

    /// <summary>The id at the end of the address, without a query.</summary>
    public string Id()
    {
        var path = Href.AsSpan();
        if (path.IndexOf('?') is >= 0 and var query)
            path = path[..query];
        return path[(path.LastIndexOf('/') + 1)..].ToString();
    }
}
