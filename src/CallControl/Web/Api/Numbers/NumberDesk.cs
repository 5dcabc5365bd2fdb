using CallControl.Crm.Contracts;
using CallControl.Numbers;
using Microsoft.Extensions.Options;

namespace CallControl.Web.Api.Numbers;

/// <summary>Does something to the number in a path and answers with the number as it is afterwards.</summary>
internal sealed class NumberDesk(NumberRepository numbers, IOptions<NumbersOptions> options, IHttpContextAccessor http)
{
    private CancellationToken Gone => http.HttpContext?.RequestAborted ?? CancellationToken.None;

    public static IResult Unknown(string number) =>
        TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such number in the pool", extensions: [new("number", number)]);

    /// <summary>The number in any form, with or without its plus.</summary>
    public PhoneNumber? Parse(string text) => PhoneNumber.TryParse(text, out var number, options.Value.Home) ? number : null;

    public async Task<IResult> DoAsync(string number, Func<PhoneNumber, Task> change)
    {
        if (Parse(number) is not { } phone || await numbers.FindAsync(phone, Gone) is null)
            return Unknown(number);
        await change(phone);
        return await numbers.FindAsync(phone, Gone) is { } found ? TypedResults.Ok(NumberView.Of(found)) : Unknown(number);
    }

    public Task EnableAsync(PhoneNumber phone) => numbers.EnableAsync(phone, enabled: true, Gone);

    public Task DrainAsync(PhoneNumber phone) => numbers.EnableAsync(phone, enabled: false, Gone);

    public async Task DisableAsync(PhoneNumber phone)
    {
        await numbers.EnableAsync(phone, enabled: false, Gone);
        await numbers.ReleaseAsync(phone, Gone);
    }

    public Task ReleaseAsync(PhoneNumber phone) => numbers.ReleaseAsync(phone, Gone);
}
