using CallControl.Enterprises;
using CallControl.Web.Api;

namespace CallControl.ClickToCall;

/// <summary><c>POST /api/v1/calls</c>.</summary>
internal static class ClickEndpoint
{
    public static void MapClicks(this RouteGroupBuilder api) => api.MapPost("/calls", CallAsync).WithTags("Calls")
        .WithSummary("Rings an employee's phone, and when he answers, a client; /api/v1/calls/{id} says what comes of it")
        .Accepts<ClickBody>("application/json").Produces<ClickAnswer>(StatusCodes.Status202Accepted).ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status429TooManyRequests).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> CallAsync(HttpContext http, EnterpriseDirectory enterprises, Clicks clicks, CancellationToken cancellation)
    {
        var json = await JsonFields.ReadAsync(http.Request, cancellation);
        var number = json.Text("enterprise", 32, required: true);
        var extension = json.Text("extension", 6, required: true);
        var phone = json.Text("phone", 256, required: true);
        json.RefuseOthers();
        if (json.Errors.Any)
            return json.Errors.ToResult();
        if (enterprises.Find(number!) is not { } enterprise)
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such enterprise", extensions: [new("enterprise", number)]);

        var result = await clicks.CallAsync(enterprise, extension!, phone!, "api", cancellation);
        return result switch
        {
            { CallId: { } id } => TypedResults.Accepted($"/api/v1/calls/{id}", new ClickAnswer(id, result.IsRepeated)),
            { Refusal: ClickRefusal.InvalidPhone } => Wrong("phone", ClickRefusal.InvalidPhone.ToText()),
            _ => Refuse(http, result.Refusal!.Value),
        };
    }

    private static IResult Wrong(string field, string problem)
    {
        var errors = new FieldErrors();
        errors.Add(field, problem);
        return errors.ToResult();
    }

    private static IResult Refuse(HttpContext http, ClickRefusal refusal)
    {
        http.Response.Headers.RetryAfter = refusal.RetryAfter();
        return TypedResults.Problem(statusCode: refusal.ToStatus(), title: refusal.ToText(), extensions: [new("reason", refusal.ToWord())]);
    }
}

/// <summary>Who calls whom.</summary>
/// <param name="Enterprise">Number of the enterprise: <c>0367</c>.</param>
/// <param name="Extension">Of the employee who calls.</param>
/// <param name="Phone">The client's number in any form.</param>
internal sealed record ClickBody(string Enterprise, string Extension, string Phone);

/// <summary>The call.</summary>
/// <param name="Id">To be asked for at <c>/api/v1/calls/{id}</c>.</param>
/// <param name="Repeated">True when it was there already: a double click.</param>
internal sealed record ClickAnswer(Guid Id, bool Repeated);
