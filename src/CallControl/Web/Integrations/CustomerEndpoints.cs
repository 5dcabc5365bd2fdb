using CallControl.Crm.Contracts;
using CallControl.Customers;
using CallControl.Enterprises;
using CallControl.Numbers;
using CallControl.Web.Api;
using CallControl.Web.Api.Enterprises;
using Microsoft.Extensions.Options;

namespace CallControl.Web.Integrations;

/// <summary>Questions of dialplans and scripts: who calls, whose client is it.</summary>
internal static class CustomerEndpoints
{
    public static void MapCustomers(this WebApplication app)
    {
        var asked = app.MapGroup("").RequireAuthorization(LocalOrKey.Policy).WithTags("Customers");
        asked.MapGet("/customer-name/{enterprise}/{phone}", NameAsync).WithSummary("What a phone's display shows of a caller; name is null when nobody knows him");
        asked.MapGet("/customer-profile/{enterprise}/{phone}", ProfileAsync).WithSummary("What CRMs know of a caller");
        asked.MapGet("/responsible-extension/{enterprise}/{phone}", ResponsibleAsync).WithSummary("The extension of the caller's own manager; nocache=true asks the CRM anew");
        asked.MapMethods("/enrich-customer/{enterprise}/{phone}", ["GET", "POST"], EnrichAsync).WithSummary("Reads the caller's names out of the CRMs into customers");
        asked.MapGet("/stats", Statistics).WithSummary("How often answers came from memory");
    }

    private static Task<IResult> NameAsync(
        string enterprise, string phone, string? nocache, EnterpriseDirectory directory, CustomerLookup lookup, IOptions<NumbersOptions> numbers, CancellationToken cancellation) =>
        WithPhoneAsync(enterprise, phone, directory, numbers, async number =>
        {
            var card = await lookup.FindAsync(enterprise, number, IsTrue(nocache), cancellation);
            return TypedResults.Ok(new { name = card?.DisplayName, phone = number.ToString(), found = card is not null });
        });

    private static Task<IResult> ProfileAsync(
        string enterprise, string phone, string? nocache, EnterpriseDirectory directory, CustomerLookup lookup, IOptions<NumbersOptions> numbers, CancellationToken cancellation) =>
        WithPhoneAsync(enterprise, phone, directory, numbers, async number =>
        {
            var card = await lookup.FindAsync(enterprise, number, IsTrue(nocache), cancellation);
            return TypedResults.Ok(new
            {
                found = card is not null,
                phone = number.ToString(),
                display_name = card?.DisplayName,
                last_name = card?.LastName,
                first_name = card?.FirstName,
                middle_name = card?.MiddleName,
                enterprise_name = card?.Company,
                external_id = card?.ExternalId,
                person_uid = card?.PersonUid,
                phones = card?.Phones.Select(other => other.ToString()),
                responsible_extension = card?.ResponsibleExtension,
                link = card?.Link,
            });
        });

    private static Task<IResult> ResponsibleAsync(
        string enterprise, string phone, string? nocache, EnterpriseDirectory directory, CustomerLookup lookup, IOptions<NumbersOptions> numbers, CancellationToken cancellation) =>
        WithPhoneAsync(enterprise, phone, directory, numbers, async number =>
        {
            var extension = await lookup.FindResponsibleAsync(enterprise, number, IsTrue(nocache), cancellation);
            return TypedResults.Ok(new { extension, phone = number.ToString() });
        });

    private static Task<IResult> EnrichAsync(
        string enterprise, string phone, EnterpriseDirectory directory, CustomerLookup lookup, IOptions<NumbersOptions> numbers, CancellationToken cancellation) =>
        WithPhoneAsync(enterprise, phone, directory, numbers, async number =>
        {
            try
            {
                var changed = await lookup.EnrichAsync(enterprise, number, cancellation);
                return TypedResults.Ok(new { success = true, phone = number.ToString(), changed });
            }
            catch (CrmException e)
            {
                return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status502BadGateway, title: "The CRM did not answer");
            }
        });

    private static IResult Statistics(EnterpriseDirectory directory, CustomerLookup lookup)
    {
        var (config, cards, responsible) = (directory.Counts, lookup.CardCounts, lookup.ResponsibleCounts);
        return TypedResults.Ok(new
        {
            config_hits = config.Hits,
            config_misses = config.Misses,
            config_hit_rate_percent = Rate(config),
            customer_hits = cards.Hits,
            customer_misses = cards.Misses,
            customer_hit_rate_percent = Rate(cards),
            responsible_hits = responsible.Hits,
            responsible_misses = responsible.Misses,
            responsible_hit_rate_percent = Rate(responsible),
            remembered = lookup.Remembered,
        });

        static double Rate((long Hits, long Misses) counts) =>
            counts.Hits + counts.Misses == 0 ? 0 : Math.Round(100.0 * counts.Hits / (counts.Hits + counts.Misses), 1);
    }

    private static async Task<IResult> WithPhoneAsync(
        string enterprise, string phone, EnterpriseDirectory directory, IOptions<NumbersOptions> numbers, Func<PhoneNumber, Task<IResult>> answer)
    {
        if (directory.Find(enterprise) is null)
            return EnterpriseEndpoints.Unknown(enterprise);
        if (PhoneNumber.TryParse(phone, out var number, numbers.Value.Home))
            return await answer(number);
        var errors = new FieldErrors();
        errors.Add("phone", "must be a phone number");
        return errors.ToResult();
    }

    private static bool IsTrue(string? text) => text is "1" || string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
}
