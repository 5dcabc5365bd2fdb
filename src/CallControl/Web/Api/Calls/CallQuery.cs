using CallControl.Crm.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace CallControl.Web.Api.Calls;

/// <summary>The texts of a query for calls. They are read here and not by the framework, so that every wrong one is named.</summary>
/// <param name="From">Calls that began at or after this time; UTC where no zone is given.</param>
/// <param name="To">Calls that began before this time.</param>
/// <param name="Number">The virtual number that was dialled.</param>
/// <param name="ListingId">The listing.</param>
/// <param name="Caller">The caller's number.</param>
/// <param name="Outcome">answered, missed or live.</param>
/// <param name="EndReason">A word such as hung_up, or side and word: caller.hung_up.</param>
/// <param name="Flow">What ran the call: virtual-number, route-call, zadarma.</param>
internal sealed record CallQuery(
    [property: FromQuery(Name = "from")] string? From,
    [property: FromQuery(Name = "to")] string? To,
    [property: FromQuery(Name = "number")] string? Number,
    [property: FromQuery(Name = "listing_id")] string? ListingId,
    [property: FromQuery(Name = "caller")] string? Caller,
    [property: FromQuery(Name = "outcome")] string? Outcome,
    [property: FromQuery(Name = "end_reason")] string? EndReason,
    [property: FromQuery(Name = "flow")] string? Flow)
{
    public CallFilter Read(QueryFields fields)
    {
        var filter = new CallFilter
        {
            From = fields.Time("from", From),
            To = fields.Time("to", To),
            Number = fields.Phone("number", Number),
            ListingId = fields.WholeNumber("listing_id", ListingId, 1),
            Caller = CallerOf(fields),
            Outcome = fields.OneOf("outcome", Outcome, "answered", "missed", "live"),
            EndReason = fields.Text("end_reason", EndReason),
            Flow = fields.Text("flow", Flow),
        };
        if (filter.From >= filter.To)
            fields.Errors.Add("to", "must be after from");
        return filter;
    }

    // What the trunk sent is kept as it is when it is no number: an extension, for example.
    private string? CallerOf(QueryFields fields) =>
        PhoneNumber.TryParse(Caller?.Trim(), out _) ? fields.Phone("caller", Caller) : fields.Text("caller", Caller);
}
