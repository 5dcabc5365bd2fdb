using System.Security.Cryptography;
using System.Text;

namespace CallControl.Web;

/// <summary>Lets only those in who send one of <c>Web:ApiKeys:*:Key</c> in the header <c>X-Api-Key</c>.</summary>
internal static class ApiKeyFilter
{
    private const string Header = "X-Api-Key";

    public static TBuilder RequireApiKey<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.AddEndpointFilter(async (invocation, next) =>
        {
            var http = invocation.HttpContext;
            var given = SHA256.HashData(Encoding.UTF8.GetBytes(http.Request.Headers[Header].ToString()));
            var keys = http.RequestServices.GetRequiredService<IConfiguration>().GetSection("Web:ApiKeys").GetChildren().Select(key => key["Key"]);
            return keys.Any(key => key is not null && CryptographicOperations.FixedTimeEquals(given, SHA256.HashData(Encoding.UTF8.GetBytes(key))))
                ? await next(invocation)
                : TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized, title: "An API key is needed");
        });
}
