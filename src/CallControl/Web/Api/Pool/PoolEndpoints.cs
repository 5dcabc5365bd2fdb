using System.Globalization;
using CallControl.Numbers;
using CallControl.Numbers.Advice;
using Microsoft.Extensions.Options;

namespace CallControl.Web.Api.Pool;

/// <summary><c>/api/v1/pool</c>.</summary>
internal static class PoolEndpoints
{
    public static void MapPool(this RouteGroupBuilder api) =>
        api.MapGet("/pool/advice", AdviseAsync).WithTags("Numbers").WithSummary("How many numbers the pool needs, by recorded demand and Erlang B")
            .Produces<PoolAdvice>().ProducesValidationProblem();

    private static async Task<IResult> AdviseAsync(
        PoolAdvisor advisor, IOptions<NumbersOptions> options, string? days, string? refused, CancellationToken cancellationToken)
    {
        var query = new QueryFields(options.Value.Home);
        var back = query.WholeNumber("days", days, 1, 3650) ?? PoolAdvisor.Days;
        var target = PoolAdvisor.Target;
        if (!string.IsNullOrEmpty(refused)
            && (!double.TryParse(refused, NumberStyles.Float, CultureInfo.InvariantCulture, out target) || target is not (>= 0.000001 and <= 0.5)))
            query.Errors.Add("refused", "must be a part of one, from 0.000001 to 0.5");
        return query.Errors.Any ? query.Errors.ToResult() : TypedResults.Ok(await advisor.AdviseAsync((int)back, target, cancellationToken));
    }
}
